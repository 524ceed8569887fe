import type { FieldTypeName } from '../../fields/field-type.js';
import type { Span } from '../../text/span.js';
import type { PlanNode, PropagatedFrom } from '../plan/plan.js';
import type { Reason } from './explain-mismatch.js';

/** What one sub-expression of a query made of one event. */
export interface Explanation {
  /** The sub-expression, as offsets in the query. */
  readonly span: Span;
  readonly kind: PlanNode['kind'];
  readonly holds: boolean;
  readonly reason: Reason;
  /** The fields that were looked at, with the values as they stand in the event. */
  readonly seen: readonly SeenField[];
  /** Of a group: its parts in the order of the text, all of them evaluated. */
  readonly children: readonly Explanation[];
  /** Of a query of commands: how many conditions were not reached, because the row was lost before. */
  readonly unreached?: number;
  /** Set when the condition is propagated from another step of the sequence. */
  readonly from?: PropagatedFrom;
}

/** A field that a condition looked at. */
export interface SeenField {
  readonly field: string;
  /** As they stand in the event. */
  readonly values: readonly unknown[];
  /** The type of the field, where it decides what the values are compared as. */
  readonly type?: FieldTypeName;
}
