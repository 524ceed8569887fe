import type { FieldMapping } from '../fields/field-type.js';
import type { Span } from '../text/span.js';
import type { PlannedField } from './plan.js';
import { accessField } from './values/access.js';
import { valueReader } from './values/read.js';

/** What planning needs to know of fields and time. */
export interface PlanContext {
  readonly mappingOf: (name: string) => FieldMapping | undefined;
  /** Whether a field is in the mapping: an optional field of EQL that is not becomes null. */
  readonly isMapped: (name: string) => boolean;
  /** The field that `process where` tests, `event.category` unless the rule says otherwise. */
  readonly eventCategoryField: string;
  /** Nanoseconds since 1970. */
  readonly now: bigint;
}

/** How the plan reads a field; a sub-field of a mapped field (`process.name.caseless`) reads its parent. */
export function planField(
  { name, span }: { readonly name: string; readonly span: Span },
  context: PlanContext,
): PlannedField {
  const mapping = context.mappingOf(name);
  const path = mapping && isMultiField(name, context) ? name.slice(0, name.lastIndexOf('.')) : name;
  return {
    name,
    mapping,
    access: accessField(path, mapping?.nullValue !== undefined),
    read: valueReader(mapping),
    span,
  };
}

/** Whether a field lies below one that has values, so that it indexes these again. */
export function isMultiField(name: string, context: PlanContext): boolean {
  const dot = name.lastIndexOf('.');
  const parent = dot < 0 ? undefined : context.mappingOf(name.slice(0, dot))?.type;
  return parent !== undefined && parent !== 'object' && parent !== 'nested' && parent !== 'flattened';
}
