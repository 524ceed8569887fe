import type { PlanNode } from '../../evaluate/plan/plan.js';
import type { PlannedQuery } from '../../evaluate/plan/planned-query.js';
import type { EsqlQuery } from '../../query/esql/syntax.js';
import type { Span } from '../../text/span.js';
import type { MutationOperator } from './operators.js';

/** A changed rule. */
export interface RuleMutant {
  readonly operator: MutationOperator;
  /** In the query; undefined for requirements outside it. */
  readonly span: Span | undefined;
  readonly detail?: string;
  /** The number of the changed step of a sequence or sample. */
  readonly step?: number;
  /** Applies the change to the condition alone, if it is one of a filter. */
  readonly changeNode?: (node: PlanNode) => PlanNode;
  /** For an ES|QL query: the changed tree, then others that match what only one of the two matches. */
  readonly trees?: readonly EsqlQuery[];
  /** Applies the change to a query planned for the same rule; `now` is in nanoseconds since 1970. */
  readonly change: (planned: PlannedQuery, now: bigint) => PlannedQuery;
}
