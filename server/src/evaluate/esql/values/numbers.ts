import type { EsqlType } from '../../../query/esql/types.js';
import { badArgument, Failure } from '../failure.js';
import { whole } from './value.js';

const ranges: Readonly<Record<string, readonly [least: bigint, most: bigint]>> = {
  integer: [-(2n ** 31n), 2n ** 31n - 1n],
  long: [-(2n ** 63n), 2n ** 63n - 1n],
  unsigned_long: [0n, 2n ** 64n - 1n],
};

/** Returns whether a whole number fits a type. */
export function fits(value: bigint, type: EsqlType): boolean {
  const [least, most] = ranges[type] ?? ranges.long!;
  return value >= least && value <= most;
}

type Whole = number | bigint;

const bigOperations: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
};
const operations: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => Math.trunc(a / b),
  '%': (a, b) => a % b,
};

/**
 * Calculates with whole numbers of a type. Throws a {@link Failure} on overflow and for a division by zero.
 */
export function calculateWhole(operator: string, a: Whole, b: Whole, type: EsqlType): Whole {
  // Unmapped fields can have other values.
  for (const value of [a, b] as readonly unknown[])
    if (typeof value !== 'number' && typeof value !== 'bigint')
      throw badArgument(`[${String(value)}] is not a number`);
  if ((operator === '/' || operator === '%') && (b === 0 || b === 0n))
    throw new Failure('java.lang.ArithmeticException', '/ by zero');
  if (typeof a === 'number' && typeof b === 'number') {
    // An unmapped field may have fractions.
    if (!Number.isInteger(a) || !Number.isInteger(b)) return calculateDouble(operator, a, b);
    const result = operations[operator]!(a, b);
    if (Number.isSafeInteger(result)) {
      if (type !== 'integer' || (result >= -2147483648 && result <= 2147483647))
        return result === 0 ? 0 : result;
      throw overflow(type);
    }
  }
  const result = bigOperations[operator]!(BigInt(a), BigInt(b));
  if (!fits(result, type)) throw overflow(type);
  return whole(result);
}

export function overflow(type: EsqlType): Failure {
  return new Failure('java.lang.ArithmeticException', `${type} overflow`);
}

/** Calculates with doubles. */
export function calculateDouble(operator: string, a: number, b: number): number {
  if (operator === '/' && b === 0) throw new Failure('java.lang.ArithmeticException', '/ by zero');
  if (operator === '%' && b === 0) throw new Failure('java.lang.ArithmeticException', '/ by zero');
  return finite(operator === '/' ? a / b : operations[operator]!(a, b));
}

/** Returns a finite double. Throws a {@link Failure} for any other. */
export function finite(value: number): number {
  if (Number.isFinite(value)) return value;
  const shown = Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
  throw new Failure('java.lang.ArithmeticException', `not a finite double number: ${shown}`);
}

/** Formats a double as Java prints it: 2.0, 1.0E20. */
export function doubleText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e7) return `${Object.is(value, -0) ? '-0' : value}.0`;
  const magnitude = Math.abs(value);
  if (magnitude >= 1e-3 && magnitude < 1e7) return String(value);
  const [mantissa = '', exponent = ''] = value.toExponential().split('e');
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${Number(exponent)}`;
}

/** Rounds half up, like Java's `Math.round`. */
export function roundHalfUp(value: number): bigint {
  return BigInt(Math.floor(value + 0.5));
}
