import type { PlanNode } from '../../evaluate/plan/plan.js';
import type { PlannedQuery } from '../../evaluate/plan/planned-query.js';
import type { EsqlQuery } from '../../query/esql/syntax.js';
import type { Span } from '../../text/span.js';
import type { MutationOperator } from './operators.js';

/** A changed rule. */
export interface RuleMutant {
  readonly operator: MutationOperator;
  /** In the query; undefined for what the rule asks besides. */
  readonly span: Span | undefined;
  readonly detail?: string;
  /** The number of the step that is changed, of a sequence or sample. */
  readonly step?: number;
  /** Makes the change in the condition alone, where it is one of a filter. */
  readonly changeNode?: (node: PlanNode) => PlanNode;
  /** Of a query in ES|QL: the changed tree, then others that match what only one of the two matches. */
  readonly trees?: readonly EsqlQuery[];
  /** Makes the change in a query that was planned for the same rule; `now` is in nanoseconds since 1970. */
  readonly change: (planned: PlannedQuery, now: bigint) => PlannedQuery;
}
