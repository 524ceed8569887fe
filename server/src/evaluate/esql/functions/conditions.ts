import { multiValue } from '../failure.js';
import { compareScalars, isList, type Scalar, type Value, valuesOf } from '../values/value.js';
import type { CallInfo, FunctionBodies } from './body.js';

type Cell = (row: number) => Value;

/**
 * CASE: the value after the first condition that is true. Null and lists count as false
 * (docs/semantics/esql.md#conditions).
 */
function caseOf(cells: readonly Cell[], { fail }: CallInfo): Cell {
  const otherwise = cells.length % 2 === 1 ? cells.at(-1) : undefined;
  const pairs = Array.from(
    { length: Math.floor(cells.length / 2) },
    (_, index) => [cells[2 * index]!, cells[2 * index + 1]!] as const,
  );
  return (row) => {
    for (const [condition, value] of pairs) {
      const verdict = condition(row);
      if (verdict === true) return value(row);
      if (verdict !== null && isList(verdict)) fail(multiValue, 'false');
    }
    return otherwise ? otherwise(row) : null;
  };
}

function extremeOf(sign: 1 | -1) {
  return (cells: readonly Cell[], { type }: CallInfo): Cell => {
    const compare = compareScalars(type);
    return (row) => {
      let found: Scalar | undefined;
      for (const cell of cells) {
        const value = cell(row);
        if (value === null) return null;
        for (const one of valuesOf(value))
          if (found === undefined || sign * compare(one, found) > 0) found = one;
      }
      return found ?? null;
    };
  };
}

export const conditionBodies: FunctionBodies = {
  case: { aware: caseOf },
  coalesce: {
    aware: (cells) => (row) => {
      for (const cell of cells) {
        const value = cell(row);
        if (value !== null) return value;
      }
      return null;
    },
  },
  greatest: { aware: extremeOf(1) },
  least: { aware: extremeOf(-1) },
  clamp: {
    single: ({ type }) => {
      const compare = compareScalars(type);
      return (value, least, most) =>
        compare(value!, least!) < 0 ? least! : compare(value!, most!) > 0 ? most! : value!;
    },
  },
  clamp_min: {
    single: ({ type }) => {
      const compare = compareScalars(type);
      return (value, least) => (compare(value!, least!) < 0 ? least! : value!);
    },
  },
  clamp_max: {
    single: ({ type }) => {
      const compare = compareScalars(type);
      return (value, most) => (compare(value!, most!) > 0 ? most! : value!);
    },
  },
};
