import type { FieldMapping } from '../../fields/field-type.js';
import type { Span } from '../../text/span.js';
import type { Answers, LookupTable } from '../esql/stage.js';
import { accessField, type FieldAccess } from '../values/access.js';
import { valueReader } from '../values/read.js';
import type { PlannedField } from './plan.js';

/** The details of fields and time that planning needs. */
export interface PlanContext {
  readonly mappingOf: (name: string) => FieldMapping | undefined;
  /** Returns the mapping of a field that only has subfields: `object` or `nested`. */
  readonly containerOf?: (name: string) => FieldMapping | undefined;
  /** Returns whether a field is in the mapping: an unmapped optional field in EQL becomes null. */
  readonly isMapped: (name: string) => boolean;
  /** The field that `process where` tests, by default `event.category`. */
  readonly eventCategoryField: string;
  /** Nanoseconds since 1970. */
  readonly now: bigint;
  /** Fields that the caller maps. */
  readonly givenFields?: readonly string[];
  /** Lookup tables and enrich policies. */
  readonly tables?: ReadonlyMap<string, LookupTable>;
  /** The answers of a language model. */
  readonly answers?: Answers;
}

/** Conventional names of multi-fields, with their types (docs/semantics/rule-types.md#documents). */
export const multiFields: ReadonlyMap<string, FieldMapping> = new Map<string, FieldMapping>([
  ['text', { type: 'match_only_text' }],
  ['caseless', { type: 'keyword', normalizer: 'lowercase' }],
]);

/**
 * Plans how a field is read. A sub-field of a mapped field (`process.name.text`), or an unmapped field with
 * the name of one (`process.name.caseless`), reads the event's values under either name: copies from Kibana
 * have both.
 *
 * @param within the path of an enclosing nested field, if an object of that field is read rather than the event.
 */
export function planField(
  { name, span }: { readonly name: string; readonly span: Span },
  context: PlanContext,
  within = (path: string): string => path,
): PlannedField {
  const known = context.mappingOf(name);
  const dot = name.lastIndexOf('.');
  const assumed = known || dot < 0 ? undefined : multiFields.get(name.slice(dot + 1));
  const mapping = known ?? assumed;
  const parent = within(name.slice(0, Math.max(dot, 0)));
  const access = (path: string): FieldAccess => accessField(path, mapping?.nullValue !== undefined);
  return {
    name,
    mapping,
    access:
      assumed || (known && isMultiField(name, context))
        ? eitherAccess(access(within(name)), access(parent))
        : access(within(name)),
    read: valueReader(mapping),
    span,
  };
}

/** Reads the values of both fields. */
function eitherAccess(own: FieldAccess, parent: FieldAccess): FieldAccess {
  return {
    path: own.path,
    some: (event, test) => own.some(event, test) || parent.some(event, test),
    all: (event) => [...own.all(event), ...parent.all(event)],
  };
}

/** Returns whether a field is below one that has values, so that it indexes them again. */
export function isMultiField(name: string, context: PlanContext): boolean {
  const dot = name.lastIndexOf('.');
  const parent = dot < 0 ? undefined : context.mappingOf(name.slice(0, dot))?.type;
  return parent !== undefined && parent !== 'object' && parent !== 'nested' && parent !== 'flattened';
}
