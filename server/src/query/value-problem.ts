import { isDateConstant } from '../fields/dates.js';
import { type FieldMapping, familyOf } from '../fields/field-type.js';
import { isValidAddress, isValidBlock } from '../fields/ip-text.js';

/** A value that a KQL or Lucene query searches for. */
export interface AskedValue {
  readonly text: string;
  /** Whether it has wildcards, or is a regular expression. */
  readonly isPattern: boolean;
  readonly isRange: boolean;
}

/** Why a search of a field for a value fails. */
export interface ValueProblem {
  readonly message: string;
  readonly help?: string;
}

/**
 * Returns why Elasticsearch refuses to search a field of this mapping for a value: its type cannot contain it
 * (docs/semantics/kql.md#types). Returns undefined if it does not refuse.
 */
export function valueProblem(
  field: string,
  { type, format }: FieldMapping,
  { text, isPattern, isRange }: AskedValue,
): ValueProblem | undefined {
  const family = familyOf(type);
  if (isPattern && (family === 'number' || family === 'ip' || family === 'date' || family === 'boolean'))
    return {
      message: `"${field}" is [${type}], which does not support wildcards`,
      help:
        family === 'ip'
          ? 'write a block of addresses, such as "10.0.0.0/8"'
          : 'write the whole value, or a range',
    };
  switch (family) {
    case 'number':
      return readNumber(text) !== undefined
        ? undefined
        : { message: `"${text}" is not a number, as "${field}" requires` };
    case 'boolean':
      return ['true', 'false', ''].includes(text)
        ? undefined
        : { message: `"${text}" is neither true nor false, as "${field}" requires` };
    case 'ip': {
      const what = isRange ? 'an IP address' : 'an IP address or block of addresses';
      return isValidAddress(text) || (!isRange && isValidBlock(text))
        ? undefined
        : { message: `"${text}" is not ${what}, as "${field}" requires` };
    }
    case 'date': {
      const what = format === undefined ? 'a date' : `a date in the format ${format}`;
      return isDateConstant(text, format)
        ? undefined
        : { message: `"${text}" is not ${what}, as "${field}" requires` };
    }
    default:
      return undefined;
  }
}

/**
 * Parses a number as Elasticsearch does, by Java's rules. Returns undefined for any other string, such as
 * `0x10`.
 */
export function readNumber(text: string): number | undefined {
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text) ? Number(text) : undefined;
}
