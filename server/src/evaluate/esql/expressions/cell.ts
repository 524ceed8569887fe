import type { Column, Environment } from '../stage.js';
import { readSpan } from '../values/dates.js';
import type { Value } from '../values/value.js';

/** The value of an expression in a row. */
export type Cell = (row: number) => Value;

/** The context that an expression is evaluated in. */
export interface Place {
  readonly columns: readonly Column[];
  readonly environment: Environment;
}

/** Returns the time span of a cell, which may be a string. */
export function spanCell(cell: Cell): Cell {
  return (row) => {
    const value = cell(row);
    return typeof value === 'string' ? (readSpan(value) ?? null) : value;
  };
}

/** Returns a cell that is evaluated once, for the first row in which it is not null. */
export function constantCell(cell: Cell): Cell {
  let value: Value = null;
  return (row) => {
    value ??= cell(row);
    return value;
  };
}
