import type { NumberLiteral } from './syntax.js';

const integerLimit = 2n ** 31n;
const longLimit = 2n ** 63n;
const unsignedLimit = 2n ** 64n;

/**
 * Parses a number with the type that Elasticsearch gives it. Returns undefined if it is too large for a
 * double (docs/semantics/esql.md#numbers).
 */
export function readNumber(image: string): Pick<NumberLiteral, 'type' | 'value'> | undefined {
  if (/^-?\d+$/.test(image)) {
    // With more digits than this, every number is a double.
    const value = image.length > 25 ? undefined : BigInt(image);
    if (value !== undefined) {
      if (value >= -integerLimit && value < integerLimit) return { type: 'integer', value };
      if (value >= -longLimit && value < longLimit) return { type: 'long', value };
      if (value >= 0n && value < unsignedLimit) return { type: 'unsigned_long', value };
    }
  }
  const value = Number(image);
  return Number.isFinite(value) ? { type: 'double', value } : undefined;
}
