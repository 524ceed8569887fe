import type { Field } from '../../query/eql/syntax.js';
import type { PlanContext } from '../plan/plan-context.js';

/**
 * Returns whether a field is read as the literal null: optional and not mapped
 * (docs/semantics/eql.md#types-and-fields).
 */
export function isNullField(field: Field, context: PlanContext): boolean {
  return field.optional && !context.isMapped(field.name);
}
