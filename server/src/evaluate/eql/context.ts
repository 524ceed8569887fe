import type { Field } from '../../query/eql/syntax.js';
import type { PlanContext } from '../plan/plan-context.js';

/** Whether a field is to be read as the literal null: optional and not mapped (spec/EQL.md section 3). */
export function isNullField(field: Field, context: PlanContext): boolean {
  return field.optional && !context.isMapped(field.name);
}
