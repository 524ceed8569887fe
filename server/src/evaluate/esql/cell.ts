import type { Column, Environment } from './stage.js';
import type { Value } from './values/value.js';

/** The value of an expression in a row. */
export type Cell = (row: number) => Value;

/** Where an expression is evaluated. */
export interface Place {
  readonly columns: readonly Column[];
  readonly environment: Environment;
}
