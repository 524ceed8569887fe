import { readIsoDate } from '../../fields/dates.js';
import { type FieldType, isFieldType } from '../../fields/field-type.js';
import { nearestNames } from '../../text/nearest.js';
import { isObject } from '../../text/plain-objects.js';

/**
 * Copies the options of a call that are set into a new object. Null counts as not set, because callers pass
 * JSON. Throws a TypeError for options that are not an object, and for an option that is not among `known`.
 */
export function givenOptions<Options extends object>(
  options: Options | null | undefined,
  known: readonly string[],
  caller: string,
): Partial<Options> {
  if (options === null || options === undefined) return {};
  if (!isObject(options)) throw new TypeError(`the options of ${caller} must be an object`);
  for (const name of Object.keys(options)) {
    if (!known.includes(name))
      throw new TypeError(`unknown option "${name}" of ${caller}${hint(name, known)}`);
  }
  const entries = Object.entries(options).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(entries) as Partial<Options>;
}

/** The names of `evaluate`'s options. */
export const evaluateOptionNames = [
  'timestampField',
  'tiebreakerField',
  'eventCategoryField',
  'size',
  'resultPosition',
  'maxSamplesPerKey',
  'now',
  'fields',
  'strictFields',
  'tables',
  'answers',
];

/** Throws a TypeError for an invalid value of an `evaluate` option. */
export function requireEvaluateOptions(options: Readonly<Record<string, unknown>>): void {
  const { size, maxSamplesPerKey, resultPosition, now, fields, strictFields, tables, answers } = options;
  const isCount = (value: unknown, least: number): boolean =>
    value === Number.POSITIVE_INFINITY || (Number.isInteger(value) && (value as number) >= least);
  if (size !== undefined && !isCount(size, 0))
    throw new TypeError('size must be a whole number that is not negative');
  if (maxSamplesPerKey !== undefined && !isCount(maxSamplesPerKey, 1))
    throw new TypeError('maxSamplesPerKey must be a whole number from 1');
  if (resultPosition !== undefined && resultPosition !== 'head' && resultPosition !== 'tail')
    throw new TypeError('resultPosition must be head or tail');
  for (const name of ['timestampField', 'tiebreakerField', 'eventCategoryField']) {
    if (options[name] !== undefined) requireText(options[name], name);
  }
  if (now !== undefined && (typeof now !== 'string' || !readIsoDate(now)))
    throw new TypeError('now must be a time in ISO 8601');
  if (strictFields !== undefined && typeof strictFields !== 'boolean')
    throw new TypeError('strictFields must be true or false');
  if (fields !== undefined) requireFields(fields);
  if (tables !== undefined) requireTables(tables);
  const areAnswers = typeof answers === 'string' || (Array.isArray(answers) && answers.every(isText));
  if (answers !== undefined && !areAnswers)
    throw new TypeError('answers must be a string or a list of strings');
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function requireTables(tables: unknown): void {
  if (!isObject(tables)) throw new TypeError('tables must be an object of names and tables');
  for (const [name, table] of Object.entries(tables)) {
    if (!isObject(table) || !Array.isArray(table.columns) || !Array.isArray(table.rows))
      throw new TypeError(`the table ${name} must have columns and rows`);
    for (const column of table.columns as unknown[])
      if (!isObject(column) || typeof column.name !== 'string' || typeof column.type !== 'string')
        throw new TypeError(`each column of the table ${name} must have a name and a type`);
    for (const row of table.rows as unknown[])
      if (!Array.isArray(row)) throw new TypeError(`each row of the table ${name} must be a list`);
    if (table.policy !== undefined && !isPolicy(table.policy))
      throw new TypeError(`the policy of the table ${name} must have type, match_field and enrich_fields`);
  }
}

function isPolicy(policy: unknown): boolean {
  if (!isObject(policy)) return false;
  const { type, match_field, enrich_fields } = policy;
  return typeof type === 'string' && typeof match_field === 'string' && Array.isArray(enrich_fields);
}

function requireFields(fields: unknown): asserts fields is Readonly<Record<string, FieldType>> {
  if (!isObject(fields)) throw new TypeError('fields must be an object of names and types');
  for (const [name, type] of Object.entries(fields)) {
    const written: unknown = isObject(type) ? type.type : type;
    if (typeof written !== 'string')
      throw new TypeError(`the type of field ${name} must be a string or {type}`);
    if (!isFieldType(written)) throw new TypeError(`unknown type of field ${name}: "${written}"`);
  }
}

/** Throws a TypeError unless the value is a string. */
export function requireText(value: unknown, name: string): asserts value is string {
  if (typeof value !== 'string') throw new TypeError(`${name} must be a string`);
}

/** Returns `; did you mean "x"?`, or a list of the known names. */
export function hint(name: string, known: readonly string[]): string {
  const [nearest] = nearestNames(name, known);
  if (nearest !== undefined) return `; did you mean "${nearest}"?`;
  return known.length <= 10 ? `; the options are ${known.map((one) => `"${one}"`).join(', ')}` : '';
}
