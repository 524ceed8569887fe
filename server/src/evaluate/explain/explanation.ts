import type { FieldTypeName } from '../../fields/field-type.js';
import type { Span } from '../../text/span.js';
import type { PlanNode, PropagatedFrom } from '../plan/plan.js';
import type { Reason } from './explain-mismatch.js';

/** The result of one sub-expression of a query on one event. */
export interface Explanation {
  /** The span of the sub-expression in the query. */
  readonly span: Span;
  readonly kind: PlanNode['kind'];
  readonly holds: boolean;
  readonly reason: Reason;
  /** The fields that were read, with their values as they are in the event. */
  readonly seen: readonly SeenField[];
  /** The conditions of a group in source order, all of them evaluated. */
  readonly children: readonly Explanation[];
  /** For a query of commands: how many conditions were not reached because the row was dropped earlier. */
  readonly unreached?: number;
  /** Set if the condition is propagated from another step of the sequence. */
  readonly from?: PropagatedFrom;
}

/** A field that a condition read. */
export interface SeenField {
  readonly field: string;
  /** The values as they are in the event. */
  readonly values: readonly unknown[];
  /** The type of the field, if it determines how the values are compared. */
  readonly type?: FieldTypeName;
}
