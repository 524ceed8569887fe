import type { Analysis } from '../../../analysis/analysis.js';
import { queryNegations } from '../../../analysis/parsed-query.js';
import { perAnalysis } from '../../../analysis/per-analysis.js';
import type { Conflict } from '../../../logic/find-conflicts.js';
import { queryConflicts } from '../../../logic/query-conflicts.js';
import { countUpTo, type Span } from '../../../text/span.js';
import type { LintFinding } from '../../lint.js';

const longestQuote = 60;

/** Which of the two clauses of a conflict hold where they do not: those that stand behind a `not` of their own or around them. */
export interface Turned {
  readonly clause: boolean;
  readonly other: boolean;
}

/** For each part of a query how many `not` it is behind. */
const negationsOf = perAnalysis((analysis): ((clause: Span) => number) => {
  const negations = queryNegations(analysis);
  const starts = Float64Array.from(negations, ({ start }) => start).sort();
  const ends = Float64Array.from(negations, ({ end }) => end).sort();
  // What starts before a clause and does not end before it is around it.
  return ({ start }) => countUpTo(starts, start, Number) - countUpTo(ends, start, Number);
});

function turnedIn(analysis: Analysis, { span, other, excluded }: Conflict): Turned {
  const isTurned = (clause: Span): boolean => (negationsOf(analysis)(clause) + (excluded ? 1 : 0)) % 2 === 1;
  return { clause: isTurned(span), other: isTurned(other) };
}

/**
 * The findings for conflicts of one kind, in the file. `describe` gets the other clause as it is written; `help` says what
 * to do.
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
