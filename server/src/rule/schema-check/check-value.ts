import { nearestNames } from '../../text/nearest.js';
import type { Fix, Problem } from '../../text/problem.js';
import type { Span } from '../../text/span.js';
import type { TomlDocument } from '../../toml/document.js';
import { isTable, type TomlPath, type TomlValue } from '../../toml/path.js';
import type { KeySchema, ValueType } from '../schema/types.js';
import { valueSpan } from './place.js';

const typeNames: Readonly<Record<ValueType, string>> = {
  string: 'a string in quotes',
  integer: 'a whole number',
  boolean: 'true or false',
  strings: 'a list of strings',
  'string-or-strings': 'a string or a list of strings',
  table: 'a table',
  tables: 'a list of tables',
  any: 'a value',
};

const elementTypes: Readonly<Partial<Record<ValueType, ValueType>>> = {
  strings: 'string',
  'string-or-strings': 'string',
  tables: 'table',
};

/** Returns whether {@link checkValue} has nothing to report for a value. */
export function fits(value: TomlValue, schema: KeySchema): boolean {
  if (!hasType(value, schema.type)) return false;
  if (Array.isArray(value)) {
    if (!hasLength(value, schema)) return false;
    if (schema.type !== 'strings' && schema.type !== 'string-or-strings') return true;
    if (!schema.values && !schema.format) return true;
    return value.every((element) => isAllowed(String(element), schema));
  }
  if (typeof value === 'string') return isAllowed(value, schema);
  return (typeof value !== 'number' && typeof value !== 'bigint') || isInRange(value, schema);
}

function isAllowed(text: string, { values, format }: KeySchema): boolean {
  if (values && !values.some((allowed) => allowed.value === text)) return false;
  return !format || format.pattern.test(text);
}

/** Integers that a number cannot represent exactly are bigints. */
function isInRange(value: number | bigint, { minimum, maximum }: KeySchema): boolean {
  return (minimum === undefined || value >= minimum) && (maximum === undefined || value <= maximum);
}

function hasLength(value: readonly TomlValue[], { length }: KeySchema): boolean {
  return !length || (value.length >= length[0] && value.length <= length[1]);
}

/**
 * Checks one value against its schema, without the keys of tables. Reports at most one problem for each
 * element.
 */
export function checkValue(
  document: TomlDocument,
  path: TomlPath,
  value: TomlValue,
  schema: KeySchema,
): Problem[] {
  if (fits(value, schema)) return [];
  const name = String(path.findLast((step) => typeof step === 'string'));
  if (!hasType(value, schema.type)) return [typeMismatch(document, path, name, value, schema.type)];
  if (Array.isArray(value)) {
    const wrongLength = checkLength(document, path, name, value, schema);
    if (wrongLength) return [wrongLength];
    if (schema.type !== 'strings' && schema.type !== 'string-or-strings') return [];
    return value.flatMap((element, index) =>
      checkText(document, [...path, index], name, String(element), schema),
    );
  }
  if (typeof value === 'string') return checkText(document, path, name, value, schema);
  if (typeof value === 'number' || typeof value === 'bigint')
    return checkRange(document, path, name, value, schema);
  return [];
}

function hasType(value: TomlValue, type: ValueType): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string';
    case 'integer':
      return (typeof value === 'number' && Number.isInteger(value)) || typeof value === 'bigint';
    case 'boolean':
      return typeof value === 'boolean';
    case 'strings':
      return Array.isArray(value) && value.every((element) => typeof element === 'string');
    case 'string-or-strings':
      return hasType(value, 'string') || hasType(value, 'strings');
    case 'table':
      return isTable(value);
    case 'tables':
      return Array.isArray(value) && value.every(isTable);
    case 'any':
      return true;
  }
}

function typeMismatch(
  document: TomlDocument,
  path: TomlPath,
  name: string,
  value: TomlValue,
  type: ValueType,
): Problem {
  const wrongElement =
    Array.isArray(value) && elementTypes[type]
      ? value.findIndex((element) => !hasType(element, elementTypes[type]!))
      : -1;
  const place = wrongElement >= 0 ? [...path, wrongElement] : path;
  const span = valueSpan(document, place);
  const written = document.text.slice(span.start, span.end);
  const replacement = convert(
    wrongElement >= 0 ? (value as TomlValue[])[wrongElement]! : value,
    written,
    wrongElement >= 0 ? elementTypes[type]! : type,
  );
  // A table with a header has no value that could be replaced.
  const header = document.placeAt(place)?.header;
  const fix: Fix | undefined =
    replacement === undefined || document.locate(place, 'value') === undefined
      ? undefined
      : { title: `Write ${replacement}`, edits: [{ span, text: replacement }] };
  return {
    code: 'type-mismatch',
    severity: 'error',
    message: `"${name}" must be ${typeNames[type]}, not ${describe(value, wrongElement)}.`,
    span,
    ...(fix ? { fix } : type === 'tables' && wrongElement < 0 ? listOfTablesFix(document, header) : {}),
  };
}

/** Turns the header of a table into an entry of a list of tables. */
function listOfTablesFix(document: TomlDocument, header: Span | undefined): { fix?: Fix } {
  if (!header) return {};
  const text = `[${document.text.slice(header.start, header.end)}]`;
  return { fix: { title: `Write ${text}`, edits: [{ span: header, text }] } };
}

/** Returns the same value in the notation of the expected type, if that is certainly what was meant. */
function convert(value: TomlValue, written: string, type: ValueType): string | undefined {
  if (type === 'integer' && typeof value === 'string' && /^\s*[+-]?\d+\s*$/.test(value)) return value.trim();
  if (type === 'boolean' && (value === 'true' || value === 'false')) return value;
  if ((type === 'strings' && typeof value === 'string') || (type === 'tables' && isTable(value))) {
    return written.startsWith('[') ? undefined : `[${written}]`;
  }
  if (type !== 'string' && type !== 'string-or-strings') return undefined;
  if (value instanceof Date)
    return /^\d{4}-\d{2}-\d{2}$/.test(written) ? `"${written.replaceAll('-', '/')}"` : undefined;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
    return `"${written}"`;
  if (Array.isArray(value) && value.length === 1 && typeof value[0] === 'string')
    return JSON.stringify(value[0]);
  return undefined;
}

function describe(value: TomlValue, wrongElement: number): string {
  if (wrongElement >= 0) return `a list with ${describe((value as TomlValue[])[wrongElement]!, -1)}`;
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Date) return 'a TOML date';
  switch (typeof value) {
    case 'string':
      return 'a string';
    case 'number':
      return Number.isInteger(value) ? 'a number' : 'a fraction';
    case 'bigint':
      return 'a number';
    case 'boolean':
      return String(value);
    default:
      return 'a table';
  }
}

function checkText(
  document: TomlDocument,
  path: TomlPath,
  name: string,
  value: string,
  schema: KeySchema,
): Problem[] {
  const { values, format } = schema;
  if (values && !values.some((allowed) => allowed.value === value)) {
    const names = values.map((allowed) => allowed.value);
    // Any single letter is near any other.
    const nearest = value.length < 2 ? undefined : nearestNames(value, names)[0];
    return [
      {
        code: schema.valuesCode ?? 'value-not-allowed',
        severity: schema.valuesSeverity ?? 'error',
        message: `"${name}" cannot be "${value}".`,
        span: valueSpan(document, path),
        help: `Use ${nearest ? `"${nearest}"` : oneOf(names)}.`,
        ...replaceFix(document, path, nearest),
      },
    ];
  }
  if (format && !format.pattern.test(value)) {
    const repaired = format.repair?.(value);
    return [
      {
        code: format.code,
        severity: format.severity ?? 'error',
        message: `"${name}" must be ${format.expected}, not "${value}".`,
        span: valueSpan(document, path),
        ...replaceFix(document, path, repaired),
      },
    ];
  }
  return [];
}

function checkRange(
  document: TomlDocument,
  path: TomlPath,
  name: string,
  value: number | bigint,
  schema: KeySchema,
): Problem[] {
  if (isInRange(value, schema)) return [];
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = schema;
  const range =
    maximum === Number.POSITIVE_INFINITY ? `at least ${minimum}` : `from ${minimum} to ${maximum}`;
  return [
    {
      code: schema.rangeCode ?? 'value-not-allowed',
      severity: 'error',
      message: `"${name}" must be ${range}, not ${value}.`,
      span: valueSpan(document, path),
    },
  ];
}

function checkLength(
  document: TomlDocument,
  path: TomlPath,
  name: string,
  value: readonly TomlValue[],
  schema: KeySchema,
): Problem | undefined {
  if (hasLength(value, schema)) return undefined;
  const [least, most] = schema.length ?? [0, Number.POSITIVE_INFINITY];
  const count =
    least === most ? `exactly ${least}` : value.length < least ? `at least ${least}` : `at most ${most}`;
  return {
    code: schema.rangeCode ?? 'value-not-allowed',
    severity: 'error',
    message: `"${name}" must have ${count} ${count.endsWith(' 1') ? 'element' : 'elements'}, not ${value.length}.`,
    span: valueSpan(document, path),
  };
}

/** Returns a fix that replaces the source at the path. */
export function replaceFix(
  document: TomlDocument,
  path: TomlPath,
  replacement: string | undefined,
): { fix?: Fix } {
  if (replacement === undefined) return {};
  const span = document.locate(path, 'value');
  if (!span) return {};
  return {
    fix: {
      title: `Replace with "${replacement}"`,
      edits: [{ span, text: JSON.stringify(replacement) }],
    },
  };
}

function oneOf(names: readonly string[]): string {
  const quoted = names.map((name) => `"${name}"`);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}
