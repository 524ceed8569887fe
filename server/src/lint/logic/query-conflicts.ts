import { EvaluationError, type PlanNode } from '../../evaluate/plan.js';
import { isEvaluated, plannerOf } from '../../evaluate/planners.js';
import { countUpTo, type Span } from '../../text/span.js';
import type { Analysis } from '../analysis.js';
import type { Finding } from '../lint.js';
import { queryNegations } from '../parsed-query.js';
import { perAnalysis } from '../per-analysis.js';
import { asksTwice } from './asks-twice.js';
import { type Conflict, findConflicts } from './find-conflicts.js';

/** The conflicts between clauses of the query; spans are in the query. Worked out once for all lints that report them. */
export const queryConflicts = perAnalysis((analysis): readonly Conflict[] => {
  const { catalogue } = analysis;
  const holdsOneValue = (field: string): boolean => catalogue.get(field)?.array === false;
  return plansOf(analysis).flatMap((plan) => findConflicts(plan, holdsOneValue));
});

function plansOf(analysis: Analysis): readonly PlanNode[] {
  const { catalogue, rule } = analysis;
  const category = rule.table.event_category_override;
  const eventCategoryField = typeof category === 'string' ? category : 'event.category';
  if (!asksTwice(analysis, eventCategoryField)) return [];
  const context = {
    mappingOf: (name: string) => catalogue.get(name)?.mapping,
    isMapped: () => true,
    eventCategoryField,
    now: 0n,
  };
  const { query } = analysis;
  if (!query?.parsed.tree || query.parsed.problems.length > 0 || !isEvaluated(rule.language)) return [];
  try {
    return plannerOf(rule.language).conditions(query.parsed.tree, query.parsed.text, context);
  } catch (error) {
    // What cannot run has been reported by the check of the query.
    if (!(error instanceof EvaluationError)) throw error;
    return [];
  }
}

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
): Finding[] {
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
