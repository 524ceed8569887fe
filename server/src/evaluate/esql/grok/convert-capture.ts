import { Failure } from '../failure.js';
import type { Scalar } from '../values/value.js';

/** Numbers in Java's notation. */
const decimal = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[fFdD]?\s*$/;

/** The types that captures are converted to. All others stay strings. */
const converters: Readonly<Record<string, (text: string) => Scalar | undefined>> = {
  int: (text) => wholeNumber(text, 2n ** 31n),
  long: (text) => wholeNumber(text, 2n ** 63n),
  float: (text) => (decimal.test(text) ? Math.fround(Number.parseFloat(text)) : undefined),
  double: (text) => (decimal.test(text) ? Number.parseFloat(text) : undefined),
  boolean: (text) => text.toLowerCase() === 'true',
};

/**
 * Converts what GROK captured. Throws a {@link Failure} for an invalid number (docs/semantics/esql.md#grok).
 */
export function convertCapture(text: string, type: string | undefined): Scalar {
  const convert = type !== undefined && Object.hasOwn(converters, type) ? converters[type] : undefined;
  if (!convert) return text;
  const value = convert(text);
  if (value === undefined)
    throw new Failure('java.lang.NumberFormatException', `For input string: "${text}"`);
  return value;
}

function wholeNumber(text: string, limit: bigint): Scalar | undefined {
  if (!/^[+-]?\d+$/.test(text)) return undefined;
  const value = BigInt(text.replace('+', ''));
  if (value >= limit || value < -limit) return undefined;
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}
