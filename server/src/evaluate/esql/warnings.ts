import { indexLines, type LineIndex } from '../../text/lines.js';
import type { Span } from '../../text/span.js';
import type { Failure } from './failure.js';

/** Elasticsearch keeps at most this many failures of one expression. */
const mostFailures = 20;

/** The failures of a query run, in order of first occurrence (docs/semantics/esql.md#warnings). */
export interface Warnings {
  /** Records a value of an expression that is null because of a failure. */
  failed(span: Span, failure: Pick<Failure, 'exception' | 'message'>, result?: 'null' | 'false'): void;
  say(span: Span, text: string): void;
  add(text: string): void;
  list(): readonly string[];
  /** Returns the one-based line and column where a span begins: `3:14`. */
  placeOf(span: Span): string;
}

export function collectWarnings(text: string): Warnings {
  const found = new Set<string>();
  const counts = new Map<number, number>();
  let lines: LineIndex | undefined;
  const placeOf = ({ start }: Span): string => {
    lines ??= indexLines(text);
    const { line, column } = lines.positionAt(start);
    return `${line + 1}:${column + 1}`;
  };
  return {
    failed(span, { exception, message }, result = 'null') {
      const count = counts.get(span.start) ?? 0;
      if (count >= mostFailures) return;
      counts.set(span.start, count + 1);
      const at = `Line ${placeOf(span)}`;
      const source = text.slice(span.start, span.end);
      found.add(
        `${at}: evaluation of [${source}] failed, treating result as ${result}. Only first ${mostFailures} failures recorded.`,
      );
      found.add(`${at}: ${exception}: ${message}`);
    },
    say: (span, message) => void found.add(`Line ${placeOf(span)}: ${message}`),
    add: (message) => void found.add(message),
    list: () => [...found],
    placeOf,
  };
}
