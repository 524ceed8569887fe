/**
 * Elasticsearch mapping types that Rulewright distinguishes. `object` and `nested` contain other fields and
 * have no value themselves.
 */
export const fieldTypeNames = [
  'keyword',
  'constant_keyword',
  'wildcard',
  'text',
  'match_only_text',
  'ip',
  'date',
  'date_nanos',
  'long',
  'double',
  'boolean',
  'version',
  'flattened',
  'nested',
  'object',
  'other',
] as const;

export type FieldTypeName = (typeof fieldTypeNames)[number];

/**
 * How a text field is split into words. `standard`: Unicode text segmentation, as in Elasticsearch's standard
 * analyzer. `powershell`: runs of ASCII letters, digits, underscores and hyphens, as the Windows integration
 * and Winlogbeat declare for script blocks.
 */
export type Analyzer = 'standard' | 'powershell';

/** A field's mapping, with the parameters that change the result of a query. */
export interface FieldMapping {
  readonly type: FieldTypeName;
  /** The exact Elasticsearch type, such as `integer`, if some languages do not distinguish it from others. */
  readonly exact?: string;
  /** `lowercase`: values and query terms are compared in lower case. */
  readonly normalizer?: 'lowercase';
  /** Replaces an explicit null in the document (mapping parameter `null_value`). */
  readonly nullValue?: string | number | boolean;
  /** Formats of a date field, `||` between alternatives, as in the mapping. */
  readonly format?: string;
  /** How a text field is split into words; the default is `standard`. */
  readonly analyzer?: Analyzer;
  /** Longer keyword values are neither searchable nor count as existing. */
  readonly ignoreAbove?: number;
  /** False for a field that is only stored in the document: it has neither an index nor doc values. */
  readonly indexed?: false;
}

/** A field type in schema files and in the library's API: a name, or an object with mapping parameters. */
export type FieldType =
  | string
  | { readonly type: string; readonly null_value?: string | number | boolean; readonly format?: string };

const aliases: Readonly<Record<string, FieldTypeName>> = {
  datetime: 'date',
  integer: 'long',
  short: 'long',
  byte: 'long',
  unsigned_long: 'long',
  float: 'double',
  half_float: 'double',
  scaled_float: 'double',
  group: 'object',
};

const known = new Set<string>(fieldTypeNames);

/** Elasticsearch types that become `other` (Elasticsearch reference, "Field data types"). */
const others = new Set(
  `aggregate_metric_double alias annotated_text binary completion counted_keyword date_range dense_vector double_range
  exponential_histogram float_range geo_point geo_shape histogram integer_range ip_range join long_range murmur3
  passthrough pattern_text patterned_text percolator point rank_feature rank_features rank_vectors search_as_you_type
  semantic_text shape sparse_vector token_count icu_collation_keyword`.split(/\s+/),
);

/** Returns whether Elasticsearch has a type with this name, or with a normalizer as in {@link FieldType}. */
export function isFieldType(written: string): boolean {
  const name = written.replace(/\(normalizer=lowercase\)$/, '');
  return known.has(name) || Object.hasOwn(aliases, name) || others.has(name);
}

/**
 * Returns the mapping for a written field type; a type that is not distinguished (for example `geo_point`)
 * becomes `other`.
 */
export function toFieldMapping(written: FieldType): FieldMapping {
  if (typeof written === 'string') {
    const withNormalizer = /^(\w+)\(normalizer=lowercase\)$/.exec(written);
    if (withNormalizer) return { type: typeName(withNormalizer[1]!), normalizer: 'lowercase' };
    const type = typeName(written);
    return type === written ? { type } : { type, exact: written };
  }
  return {
    ...toFieldMapping(written.type),
    ...(written.null_value === undefined ? {} : { nullValue: written.null_value }),
    ...(written.format === undefined ? {} : { format: written.format }),
  };
}

function typeName(written: string): FieldTypeName {
  return known.has(written) ? (written as FieldTypeName) : (aliases[written] ?? 'other');
}

/** Groups of types whose values can be compared with each other in a query. */
export type TypeFamily = 'string' | 'number' | 'boolean' | 'date' | 'ip' | 'version' | 'unusable';

/** Returns the family of a type (docs/semantics/eql.md#types-and-fields). */
export function familyOf(type: FieldTypeName): TypeFamily {
  switch (type) {
    case 'long':
    case 'double':
      return 'number';
    case 'date':
    case 'date_nanos':
      return 'date';
    case 'ip':
    case 'boolean':
    case 'version':
      return type;
    case 'nested':
    case 'object':
    case 'other':
      return 'unusable';
    default:
      return 'string';
  }
}
