import type { FieldMapping } from '../../fields/field-type.js';
import type { Span } from '../../text/span.js';
import type { Answers, LookupTable } from '../esql/stage.js';
import { accessField, type FieldAccess } from '../values/access.js';
import { valueReader } from '../values/read.js';
import type { PlannedField } from './plan.js';

/** What planning needs to know of fields and time. */
export interface PlanContext {
  readonly mappingOf: (name: string) => FieldMapping | undefined;
  /** The mapping of a field that only has other fields below it: `object` or `nested`. */
  readonly containerOf?: (name: string) => FieldMapping | undefined;
  /** Whether a field is in the mapping: an optional field of EQL that is not becomes null. */
  readonly isMapped: (name: string) => boolean;
  /** The field that `process where` tests, `event.category` unless the rule says otherwise. */
  readonly eventCategoryField: string;
  /** Nanoseconds since 1970. */
  readonly now: bigint;
  /** Fields that are mapped by whoever runs the query. */
  readonly givenFields?: readonly string[];
  /** Lookup tables and enrich policies. */
  readonly tables?: ReadonlyMap<string, LookupTable>;
  /** What a language model answers. */
  readonly answers?: Answers;
}

/**
 * Names that multi-fields have by convention, and the types they then have (docs/semantics/rule-types.md#documents).
 */
export const multiFields: ReadonlyMap<string, FieldMapping> = new Map<string, FieldMapping>([
  ['text', { type: 'match_only_text' }],
  ['caseless', { type: 'keyword', normalizer: 'lowercase' }],
]);

/**
 * How the plan reads a field. A sub-field of a mapped field (`process.name.text`), and one that is not mapped but has the name
 * of one (`process.name.caseless`), reads what the event has under either name: copies of Kibana have both.
 *
 * @param within the path of a field below what is read, when that is an object of a nested field and not the event.
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

/** The values of both fields. */
function eitherAccess(own: FieldAccess, parent: FieldAccess): FieldAccess {
  return {
    path: own.path,
    some: (event, test) => own.some(event, test) || parent.some(event, test),
    all: (event) => [...own.all(event), ...parent.all(event)],
  };
}

/** Whether a field lies below one that has values, so that it indexes these again. */
export function isMultiField(name: string, context: PlanContext): boolean {
  const dot = name.lastIndexOf('.');
  const parent = dot < 0 ? undefined : context.mappingOf(name.slice(0, dot))?.type;
  return parent !== undefined && parent !== 'object' && parent !== 'nested' && parent !== 'flattened';
}
