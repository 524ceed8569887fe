import type { Rule } from '../../rule/rule.js';
import { type ClauseCoverage, isCovered } from '../../testing/coverage.js';
import { type FileRange, rangeOf } from '../../text/finding.js';
import { indexLines } from '../../text/lines.js';
import { visibleLine } from '../../text/visible.js';
import { spanInFile } from '../load-rules.js';
import type { Output } from '../output.js';
import { plural } from './source-lines.js';

/** How tests evaluated one clause, in the form of the JSON report. */
export interface CoverageReport {
  readonly clause: string;
  readonly range: FileRange | undefined;
  readonly holds: number;
  readonly decides: number;
  readonly covered: boolean;
}

/** Returns how tests evaluated a rule's clauses, with their ranges in the file. */
export function ruleCoverage(rule: Rule, clauses: readonly ClauseCoverage[]): CoverageReport[] {
  const lines = indexLines(rule.document.text);
  return clauses.map((clause) => {
    const span = spanInFile(clause.span, rule);
    return {
      clause: clause.text,
      range: span && rangeOf(span, lines),
      holds: clause.holds,
      decides: clause.decides,
      covered: isCovered(clause),
    };
  });
}

/** Writes the clauses that no test would miss, or nothing for a rule that cannot be evaluated. */
export function writeCoverage(rule: string, clauses: readonly CoverageReport[], output: Output): void {
  if (clauses.length === 0) return;
  const { colors } = output;
  const missed = clauses.filter((clause) => !clause.covered);
  const count = `${clauses.length - missed.length} of ${plural(clauses.length, 'condition')} covered`;
  output.write(
    `\n${colors.bold(visibleLine(rule))}  ${missed.length === 0 ? colors.green(count) : colors.yellow(count)}\n`,
  );
  for (const { clause, range, holds } of missed) {
    const place = range
      ? `${visibleLine(rule)}:${range.start.line}:${range.start.column}`
      : visibleLine(rule);
    const why = holds === 0 ? 'no event satisfies this condition' : 'no event fails only this condition';
    output.write(`  ${visibleLine(clause)}  ${why}  ${colors.dim(place)}\n`);
  }
}
