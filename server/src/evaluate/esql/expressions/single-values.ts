import type { Expression } from '../../../query/esql/syntax.js';
import { Failure, multiValue } from '../failure.js';
import { isList, type Scalar, type Value } from '../values/value.js';
import type { Cell, Place } from './cell.js';

/**
 * Compiles a function of single values: a list returns null, with a warning
 * (docs/semantics/esql.md#functions-of-single-values).
 */
export function singleValues(
  cells: readonly Cell[],
  span: Expression['span'],
  { environment: { warnings } }: Pick<Place, 'environment'>,
  apply: (...values: Scalar[]) => Value,
): Cell {
  const fail = (failure: Failure): null => {
    warnings.failed(span, failure);
    return null;
  };
  if (cells.length === 2) {
    // Most operators: avoid creating a list of values for each row.
    const [first, second] = cells as [Cell, Cell];
    return (row) => {
      const a = first(row);
      const b = second(row);
      if (a === null || b === null) return null;
      if (isList(a) || isList(b)) return fail(multiValue);
      try {
        return apply(a, b);
      } catch (error) {
        if (error instanceof Failure) return fail(error);
        throw error;
      }
    };
  }
  return (row) => {
    const values: Scalar[] = [];
    let hasNull = false;
    for (const cell of cells) {
      const value = cell(row);
      if (value === null) hasNull = true;
      else if (isList(value)) return fail(multiValue);
      else values.push(value);
    }
    if (hasNull) return null;
    try {
      return apply(...values);
    } catch (error) {
      if (error instanceof Failure) return fail(error);
      throw error;
    }
  };
}
