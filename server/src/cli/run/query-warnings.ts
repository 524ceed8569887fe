import { indexLines } from '../../text/lines.js';
import type { Problem } from '../../text/problem.js';
import type { Span } from '../../text/span.js';

const mostWarnings = 10;

/** Returns Elasticsearch's warnings as problems of the query, each at the expression that it names. */
export function warningProblems(warnings: readonly string[], query: string): readonly Problem[] {
  const spanOf = spanFinder(warnings, query);
  const more = warnings.length - mostWarnings;
  const shown = warnings.slice(0, mostWarnings);
  return [...shown, ...(more > 0 ? [`${more} more warnings`] : [])].map((message) => ({
    code: 'query-warning',
    severity: 'information',
    message,
    span: spanOf(message) ?? { start: 0, end: 0 },
  }));
}

const position = /^Line (\d+):(\d+): /;
const expression = /^Line \d+:\d+: evaluation of \[([\s\S]*?)\] failed, /;

/** Finds the expression that a warning is about. Only the first warning at a position has its text. */
function spanFinder(warnings: readonly string[], query: string): (warning: string) => Span | undefined {
  const lines = indexLines(query);
  const ends = new Map<number, number>();
  const startOf = (warning: string): number | undefined => {
    const [, line, column] = position.exec(warning) ?? [];
    if (line === undefined || Number(line) > lines.lineCount) return undefined;
    return lines.offsetAt({ line: Number(line) - 1, column: Number(column) - 1 });
  };
  for (const warning of warnings) {
    const start = startOf(warning);
    const source = expression.exec(warning)?.[1];
    if (start !== undefined && source !== undefined) ends.set(start, start + source.length);
  }
  return (warning) => {
    const start = startOf(warning);
    return start === undefined ? undefined : { start, end: ends.get(start) ?? start };
  };
}
