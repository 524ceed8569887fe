import { explainEvent } from '../evaluate/explain/explain-rule.js';
import { clauseText } from '../evaluate/explain/explain-text.js';
import type { Explanation } from '../evaluate/explain/explanation.js';
import { EvaluationError } from '../evaluate/plan/plan.js';
import type { PlannedTableQuery } from '../evaluate/plan/planned-query.js';
import type { ClauseCount, TableQuery } from '../evaluate/plan/planned-table.js';
import type { PreparedRule } from '../evaluate/prepare/prepare-query.js';
import { prepareRuleForEvents } from '../evaluate/prepare/prepare-rule.js';
import { withFields } from '../evaluate/prepare/rule-inputs.js';
import type { EventObject } from '../evaluate/values/access.js';
import type { FieldCatalogue } from '../fields/catalogue.js';
import type { Rule } from '../rule/rule.js';
import type { Span } from '../text/span.js';
import { caseEvents, type EventsReader } from './case-events.js';
import { caseInputs } from './case-inputs.js';
import { engineClock } from './engine-clock.js';
import type { TestFile } from './test-file.js';

/** How the events of tests evaluated one clause of a query. */
export interface ClauseCoverage {
  /** The clause, as offsets in the query; beyond its end for clauses of filters. */
  readonly span: Span;
  readonly text: string;
  /** Number of events for which it held. */
  readonly holds: number;
  /**
   * Number of events for which it failed although everything else in the same group held, so that only this
   * clause decided.
   */
  readonly decides: number;
}

/**
 * Returns how the cases of a test file evaluated each clause of the rule's query, empty if the rule cannot be
 * evaluated.
 */
export function coverClauses(
  rule: Rule,
  file: TestFile,
  readEvents: EventsReader,
  fields?: FieldCatalogue,
): ClauseCoverage[] {
  const clauses: Clauses = new Map();
  for (const one of file.cases) {
    if (file.fault ?? one.fault) continue;
    const built = caseEvents(one, file, readEvents);
    if (!built.ok) continue;
    const given = caseInputs(one, file, rule, built.events, readEvents);
    if (!given.ok) continue;
    const clock = engineClock(built.events, file.now);
    const inputs = withFields({ ...given.inputs, exceptions: [] }, fields);
    const prepared = prepareRuleForEvents(rule, built.events, clock, inputs);
    if (!prepared.ok) continue;
    if (prepared.planned.kind === 'table')
      countRows(prepared.planned, built.events, prepared.queryText, clauses);
    else for (const event of built.events) countEvent(prepared, event, clauses);
  }
  return [...clauses.values()].sort((a, b) => a.span.start - b.span.start);
}

type Clauses = Map<string, { span: Span; text: string; holds: number; decides: number }>;

/**
 * Counts how the conditions of a query whose rows are the results evaluated the rows of a case, whose events
 * form one group.
 */
function countRows(
  { filter, table }: PlannedTableQuery,
  events: readonly EventObject[],
  queryText: string,
  clauses: Clauses,
): void {
  for (const { span, holds, decides } of clauseCounts(table, events.filter(filter.matches))) {
    const key = `${span.start}-${span.end}`;
    const clause = clauses.get(key) ?? { span, text: clauseText(queryText, { span }), holds: 0, decides: 0 };
    clauses.set(key, clause);
    clause.holds += holds;
    clause.decides += decides;
  }
}

/** Returns nothing if the search fails, because the test reports that. */
function clauseCounts(table: TableQuery, events: readonly EventObject[]): readonly ClauseCount[] {
  try {
    return table.countClauses(events);
  } catch (error) {
    if (error instanceof EvaluationError) return [];
    throw error;
  }
}

function countEvent(
  prepared: PreparedRule,
  event: Parameters<typeof explainEvent>[1],
  clauses: Clauses,
): void {
  const count = (explanation: Explanation, decisive: boolean): void => {
    const { children, span, holds, kind, from } = explanation;
    // A trivial condition, such as `true`, needs no test; a propagated condition counts in its own step.
    if (from || (kind === 'constant' && holds)) return;
    if (children.length === 0) {
      const key = `${span.start}-${span.end}`;
      const text = clauseText(prepared.queryText, explanation);
      const clause = clauses.get(key) ?? { span, text, holds: 0, decides: 0 };
      if (holds) clause.holds++;
      else if (decisive) clause.decides++;
      clauses.set(key, clause);
      return;
    }
    children.forEach((child, index) => {
      const others = children.filter((_, other) => other !== index);
      const alone =
        kind === 'all' ? others.every((other) => other.holds) : others.every((other) => !other.holds);
      count(child, decisive && alone);
    });
  };
  for (const { explanation } of explainEvent(prepared, event)) count(explanation, true);
}

/**
 * Returns whether tests show the purpose of a clause: an event satisfies it, and it alone excludes an event.
 */
export function isCovered({ holds, decides }: Pick<ClauseCoverage, 'holds' | 'decides'>): boolean {
  return holds > 0 && decides > 0;
}
