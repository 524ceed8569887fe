import type { Analysis } from '../../../analysis/analysis.js';
import { queryNegations } from '../../../analysis/parsed-query.js';
import { perAnalysis } from '../../../analysis/per-analysis.js';
import type { Conflict } from '../../../logic/find-conflicts.js';
import { queryConflicts } from '../../../logic/query-conflicts.js';
import { countUpTo, type Span } from '../../../text/span.js';
import type { LintFinding } from '../../lint.js';

const longestQuote = 60;

/** Which of the two clauses of a conflict are negated, by a `not` of their own or around them. */
export interface Turned {
  readonly clause: boolean;
  readonly other: boolean;
}

/** Returns, for each part of a query, how many `not` enclose it. */
const negationsOf = perAnalysis((analysis): ((clause: Span) => number) => {
  const negations = queryNegations(analysis);
  const starts = Float64Array.from(negations, ({ start }) => start).sort();
  const ends = Float64Array.from(negations, ({ end }) => end).sort();
  // A negation that starts before a clause and does not end before it encloses it.
  return ({ start }) => countUpTo(starts, start, Number) - countUpTo(ends, start, Number);
});

function turnedIn(analysis: Analysis, { span, other, excluded }: Conflict): Turned {
  const isTurned = (clause: Span): boolean => (negationsOf(analysis)(clause) + (excluded ? 1 : 0)) % 2 === 1;
  return { clause: isTurned(span), other: isTurned(other) };
}

/**
 * Returns the findings for conflicts of one kind, in the file. `describe` receives the other clause as
 * written. `help` says what to do.
 */
export function conflictFindings(
  analysis: Analysis,
  kind: Conflict['kind'],
  describe: (other: string, field: string, turned: () => Turned) => string,
  related: string,
  help?: (conflict: Conflict, turned: () => Turned) => string,
): LintFinding[] {
  const conflicts = queryConflicts(analysis).filter((conflict) => conflict.kind === kind);
  if (conflicts.length === 0) return [];
  const text = analysis.rule.query?.text ?? '';
  return conflicts.map((conflict) => {
    const { span, other, field } = conflict;
    const turned = (): Turned => turnedIn(analysis, conflict);
    const written = text.slice(other.start, other.end).replace(/\s+/g, ' ');
    const quote = written.length > longestQuote ? `${written.slice(0, longestQuote)}…` : written;
    return {
      span: analysis.queryToDocument(span),
      message: describe(quote, field, turned),
      related: [{ span: analysis.queryToDocument(other), message: related }],
      ...(help ? { help: help(conflict, turned) } : {}),
    };
  });
}
