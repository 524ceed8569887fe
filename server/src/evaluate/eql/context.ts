import type { FieldMapping } from '../../fields/field-type.js';
import type { Field } from '../../query/eql/syntax.js';
import type { PlannedField } from '../plan.js';
import { accessField } from '../values/access.js';
import { valueReader } from '../values/read.js';

/** What planning needs to know of fields and time. */
export interface PlanContext {
  readonly mappingOf: (name: string) => FieldMapping | undefined;
  /** Whether a field is in the mapping: an optional field that is not becomes null. */
  readonly isMapped: (name: string) => boolean;
  /** The field that `process where` tests, `event.category` unless the rule says otherwise. */
  readonly eventCategoryField: string;
  /** Nanoseconds since 1970. */
  readonly now: bigint;
}

/** Whether a field is to be read as the literal null: optional and not mapped (spec/EQL.md section 3). */
export function isNullField(field: Field, context: PlanContext): boolean {
  return field.optional && !context.isMapped(field.name);
}

/** How the plan reads a field; a sub-field of a mapped field (`process.name.caseless`) reads its parent. */
export function planField(field: Pick<Field, 'name' | 'span'>, context: PlanContext): PlannedField {
  const mapping = context.mappingOf(field.name);
  const dot = field.name.lastIndexOf('.');
  const parent = dot < 0 ? undefined : context.mappingOf(field.name.slice(0, dot))?.type;
  const holdsFields =
    parent === undefined || parent === 'object' || parent === 'nested' || parent === 'flattened';
  const path = mapping && !holdsFields ? field.name.slice(0, dot) : field.name;
  return {
    name: field.name,
    mapping,
    access: accessField(path, mapping?.nullValue !== undefined),
    read: valueReader(mapping),
    span: field.span,
  };
}
