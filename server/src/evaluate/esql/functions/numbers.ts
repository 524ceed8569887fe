import type { EsqlType } from '../../../query/esql/types.js';
import { Failure } from '../failure.js';
import { calculateWhole, finite, fits, overflow } from '../values/numbers.js';
import { compareScalars, type Scalar, whole } from '../values/value.js';
import { type FunctionBodies, type FunctionBody, plain } from './body.js';

/** Returns a function of doubles. */
const double = (apply: (...numbers: number[]) => number): FunctionBody => ({
  single:
    () =>
    (...numbers) =>
      finite(apply(...numbers.map(Number))),
});

/** Returns whether a number is a double by its type, or by its value if the type is unknown. */
function isDouble(value: Scalar | undefined, type: EsqlType | undefined): value is number {
  return typeof value === 'number' && (type === 'double' || !Number.isInteger(value));
}

/** Returns a function of a double that does not change whole numbers. */
const ofDouble = (apply: (number: number) => number): FunctionBody => ({
  single:
    ({ types }) =>
    (value) =>
      isDouble(value, types[0]) ? apply(value) : value!,
});

const absolute: FunctionBody = {
  single:
    ({ types }) =>
    (value) => {
      if (isDouble(value, types[0])) return Math.abs(value);
      const own = value as number | bigint;
      return own < 0 ? calculateWhole('-', 0, own, types[0]!) : own;
    },
};

/** Rounds half away from zero. Negative decimals are left of the point. */
const round: FunctionBody = {
  single:
    ({ types }) =>
    (value, decimals = 0) => {
      const places = Number(decimals);
      if (isDouble(value, types[0])) return roundDouble(value, places);
      if (places >= 0) return value!;
      return roundWhole(BigInt(value as number | bigint), -places, types[0]!);
    },
};

function roundDouble(value: number, places: number): number {
  const shift = (number: number, by: number): number => {
    const [mantissa = '', exponent = '0'] = String(number).split('e');
    return Number(`${mantissa}e${Number(exponent) + by}`);
  };
  const rounded = shift(Math.round(Math.abs(shift(value, places))), -places);
  return Number.isFinite(rounded) ? (value < 0 ? -rounded : rounded) : value;
}

function roundWhole(value: bigint, zeros: number, type: EsqlType): number | bigint {
  const unit = 10n ** BigInt(Math.min(zeros, 30));
  const size = value < 0n ? -value : value;
  const rounded = ((size + unit / 2n) / unit) * unit;
  const result = value < 0n ? -rounded : rounded;
  if (!fits(result, type)) throw overflow(type);
  return whole(result);
}

function logarithm(first: number, second?: number): number {
  const [base, value] = second === undefined ? [Math.E, first] : [first, second];
  if (value <= 0 || base <= 0)
    throw new Failure('java.lang.ArithmeticException', 'Log of non-positive number');
  if (base === 1) throw new Failure('java.lang.ArithmeticException', '/ by zero');
  if (second === undefined) return Math.log(value);
  return base === 10 ? Math.log10(value) : base === 2 ? Math.log2(value) : Math.log(value) / Math.log(base);
}

export const numberBodies: FunctionBodies = {
  abs: absolute,
  ceil: ofDouble(Math.ceil),
  floor: ofDouble(Math.floor),
  round,
  round_to: {
    single: ({ type }) => {
      const compare = compareScalars(type);
      return (value, ...points) => {
        const sorted = points.slice().sort(compare);
        return sorted.findLast((point) => compare(point, value!) <= 0) ?? sorted[0]!;
      };
    },
  },
  signum: double(Math.sign),
  sqrt: double((value) => {
    if (value < 0) throw new Failure('java.lang.ArithmeticException', 'Square root of negative');
    return Math.sqrt(value);
  }),
  cbrt: double(Math.cbrt),
  exp: double(Math.exp),
  log10: double((value) => {
    if (value <= 0) throw new Failure('java.lang.ArithmeticException', 'Log of non-positive number');
    return Math.log10(value);
  }),
  log: double(logarithm),
  pow: double((base, exponent) => base! ** exponent!),
  hypot: double(Math.hypot),
  atan2: double((y, x) => Math.atan2(y!, x!)),
  scalb: double((value, exponent) => value! * 2 ** exponent!),
  copy_sign: plain((size: number, sign: number) =>
    Object.is(Math.sign(sign), -0) || sign < 0 ? -Math.abs(Number(size)) : Math.abs(Number(size)),
  ),
  acos: double(Math.acos),
  acosh: double(Math.acosh),
  asin: double(Math.asin),
  asinh: double(Math.asinh),
  atan: double(Math.atan),
  atanh: double(Math.atanh),
  cos: double(Math.cos),
  cosh: double(Math.cosh),
  sin: double(Math.sin),
  sinh: double(Math.sinh),
  tan: double(Math.tan),
  tanh: double(Math.tanh),
  to_degrees: double((value) => (value! * 180) / Math.PI),
  to_radians: double((value) => (value! * Math.PI) / 180),
  e: plain(() => Math.E),
  pi: plain(() => Math.PI),
  tau: plain(() => 2 * Math.PI),
};
