import { Failure } from '../failure.js';
import { cellOf, type Scalar, type Value, valuesOf } from './value.js';

/** Applies a function to each value. Drops values for which it fails. */
export function eachValue(
  value: Value,
  apply: (one: Scalar) => Scalar | null,
  failed: (failure: Failure) => void,
): Value {
  const results: Scalar[] = [];
  for (const one of valuesOf(value)) {
    try {
      const result = apply(one);
      if (result !== null) results.push(result);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      failed(error);
    }
  }
  return cellOf(results);
}
