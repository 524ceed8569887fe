import type { Field } from '../../query/eql/syntax.js';
import type { PlanContext } from '../plan/plan-context.js';

/**
 * Whether a field is to be read as the literal null: optional and not mapped (docs/semantics/eql.md#types-and-fields).
 */
export function isNullField(field: Field, context: PlanContext): boolean {
  return field.optional && !context.isMapped(field.name);
}
