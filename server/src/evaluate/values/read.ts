import { dateReader, wholeMilliseconds } from '../../fields/dates.js';
import type { FieldMapping } from '../../fields/field-type.js';
import { addressKey } from '../../fields/ip-text.js';
import { lowerCase } from '../../query/patterns/case.js';

/**
 * A value in the form that queries compare: dates are nanoseconds since 1970, addresses have the form of
 * `addressKey`.
 */
export type Value = string | number | bigint | boolean;

/** Converts a JSON value according to the mapping. Returns undefined if the field would not contain it. */
export type ValueReader = (raw: unknown) => Value | undefined;

/**
 * Returns the reader for a mapping. Without one, values stay as in JSON: strings are never read as dates or
 * addresses (docs/library.md#types-of-fields). Nulls are replaced by the mapping's `null_value`, if it has
 * one. A field that is not indexed has no values that a search could find.
 */
export function valueReader(mapping: FieldMapping | undefined): ValueReader {
  if (mapping?.indexed === false) return () => undefined;
  const read = typeReader(mapping);
  const nullValue = mapping?.nullValue;
  if (nullValue === undefined) return (raw) => (raw === null || raw === undefined ? undefined : read(raw));
  return (raw) => (raw === undefined ? undefined : read(raw === null ? nullValue : raw));
}

function typeReader(mapping: FieldMapping | undefined): ValueReader {
  if (!mapping) return readPlain;
  switch (mapping.type) {
    case 'other':
    case 'object':
    case 'nested':
      return readPlain;
    case 'long':
      return (raw) => readNumber(raw, true);
    case 'double':
      return (raw) => readNumber(raw, false);
    case 'boolean':
      return readBoolean;
    case 'ip':
      return (raw) => (typeof raw === 'string' ? addressKey(raw) : undefined);
    case 'date':
    case 'date_nanos': {
      const read = dateReader(mapping.format);
      const isDate = mapping.type === 'date';
      return (raw) => {
        if (typeof raw !== 'string' && typeof raw !== 'number') return undefined;
        const instant = read(raw);
        return instant && (isDate ? wholeMilliseconds(instant.from) : instant.from);
      };
    }
    default:
      return keywordReader(mapping);
  }
}

function readPlain(raw: unknown): Value | undefined {
  if (typeof raw === 'bigint') return Number(raw);
  return typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean' ? raw : undefined;
}

/**
 * A number as Elasticsearch parses it from a string. Hexadecimal numbers are not supported: it rejects such a
 * document.
 */
const decimal = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/;

function readNumber(raw: unknown, whole: boolean): number | undefined {
  if (typeof raw === 'bigint') return Number(raw);
  const number = typeof raw === 'string' && decimal.test(raw) ? Number(raw) : raw;
  if (typeof number !== 'number' || Number.isNaN(number)) return undefined;
  return whole ? Math.trunc(number) : number;
}

function readBoolean(raw: unknown): boolean | undefined {
  if (typeof raw === 'boolean') return raw;
  if (raw === 'true') return true;
  return raw === 'false' || raw === '' ? false : undefined;
}

function keywordReader({ normalizer, ignoreAbove }: FieldMapping): ValueReader {
  return (raw) => {
    if (typeof raw === 'object') return undefined;
    const text = typeof raw === 'string' ? raw : String(raw);
    if (ignoreAbove !== undefined && text.length > ignoreAbove) return undefined;
    return normalizer ? lowerCase(text) : text;
  };
}
