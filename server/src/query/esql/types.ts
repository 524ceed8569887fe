/**
 * The types of columns and expressions (docs/semantics/esql.md#types). `unknown` is a column with an unknown
 * mapping.
 */
export type EsqlType =
  | 'boolean'
  | 'integer'
  | 'long'
  | 'unsigned_long'
  | 'double'
  | 'keyword'
  | 'text'
  | 'datetime'
  | 'date_nanos'
  | 'ip'
  | 'version'
  | 'geo_point'
  | 'source'
  | 'null'
  | 'date_period'
  | 'time_duration'
  | 'unsupported'
  | 'unknown';

/**
 * The type names after `::`, in lower case, with their type and conversion function
 * (docs/semantics/esql.md#conversion-functions).
 */
export const castTypeNames: ReadonlyMap<string, { readonly type: EsqlType; readonly call: string }> = new Map<
  string,
  { readonly type: EsqlType; readonly call: string }
>([
  ['bool', { type: 'boolean', call: 'to_boolean' }],
  ['boolean', { type: 'boolean', call: 'to_boolean' }],
  ['int', { type: 'integer', call: 'to_integer' }],
  ['integer', { type: 'integer', call: 'to_integer' }],
  ['long', { type: 'long', call: 'to_long' }],
  ['double', { type: 'double', call: 'to_double' }],
  ['unsigned_long', { type: 'unsigned_long', call: 'to_unsigned_long' }],
  ['string', { type: 'keyword', call: 'to_string' }],
  ['keyword', { type: 'keyword', call: 'to_string' }],
  ['text', { type: 'keyword', call: 'to_string' }],
  ['date', { type: 'datetime', call: 'to_datetime' }],
  ['datetime', { type: 'datetime', call: 'to_datetime' }],
  ['date_nanos', { type: 'date_nanos', call: 'to_date_nanos' }],
  ['ip', { type: 'ip', call: 'to_ip' }],
  ['version', { type: 'version', call: 'to_version' }],
  ['geo_point', { type: 'geo_point', call: 'to_geopoint' }],
  ['date_period', { type: 'date_period', call: 'to_dateperiod' }],
  ['time_duration', { type: 'time_duration', call: 'to_timeduration' }],
]);

const numericTypes: ReadonlySet<EsqlType> = new Set<EsqlType>(['integer', 'long', 'unsigned_long', 'double']);

export function isNumeric(type: EsqlType): boolean {
  return numericTypes.has(type);
}

export function isText(type: EsqlType): boolean {
  return type === 'keyword' || type === 'text';
}

export function isDate(type: EsqlType): boolean {
  return type === 'datetime' || type === 'date_nanos';
}

export function isTimeSpan(type: EsqlType): boolean {
  return type === 'date_period' || type === 'time_duration';
}

/** The ES|QL types of Elasticsearch's mapping types (docs/semantics/esql.md#mapping-types). */
const mappedTypes: ReadonlyMap<string, EsqlType> = new Map<string, EsqlType>(
  Object.entries({
    keyword: 'keyword',
    constant_keyword: 'keyword',
    wildcard: 'keyword',
    text: 'text',
    match_only_text: 'text',
    semantic_text: 'text',
    byte: 'integer',
    short: 'integer',
    integer: 'integer',
    long: 'long',
    unsigned_long: 'unsigned_long',
    float: 'double',
    half_float: 'double',
    scaled_float: 'double',
    double: 'double',
    date: 'datetime',
    datetime: 'datetime',
    date_nanos: 'date_nanos',
    boolean: 'boolean',
    ip: 'ip',
    version: 'version',
    geo_point: 'geo_point',
  } as const),
);

/**
 * Returns the type of a column with this mapping, or `unsupported` for a mapping for which ES|QL has no
 * values.
 */
export function typeOfMapping(mapping: string): EsqlType {
  return mappedTypes.get(mapping) ?? 'unsupported';
}
