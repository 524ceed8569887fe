import type { Maturity } from '../commands.js';

/** Where a function is allowed. */
export type FunctionKind = 'scalar' | 'aggregate' | 'grouping' | 'full-text';

/**
 * What a function does with a list of values: it returns null, it is applied to each value, or it is designed
 * for lists (docs/semantics/esql.md#null-and-lists).
 */
export type ListBehaviour = 'null' | 'each' | 'aware';

/** An ES|QL function as a row of its table. */
export interface FunctionRow {
  /** In lower case. */
  readonly name: string;
  readonly aliases?: readonly string[];
  /** Defaults to `scalar`. */
  readonly kind?: FunctionKind;
  /**
   * Its parameters, separated by commas. A letter is a type: b boolean, i integer, l long, u unsigned_long, f
   * double, N the numbers except unsigned_long, U all numbers, k keyword, t text, s both, d datetime, n
   * date_nanos, m both, p ip, v version, g geo_point, o _source, P date_period, D time_duration, W both, x
   * anything, {} options; `=1` is the type of the first argument. `[…]` is optional, `!` is a constant, `...`
   * repeats the preceding parameter.
   */
  readonly takes: string;
  /**
   * The type of its result, or `=1` for that of an argument. `sum`, `top` and `bucket` have special rules.
   */
  readonly gives: string;
  /** Names for its parameters, in order. */
  readonly parameters?: string;
  /** Defaults to `null`. */
  readonly lists?: ListBehaviour;
  /** The first version that has it. Missing if all supported versions do. */
  readonly since?: string;
  /** Defaults to `released`. */
  readonly maturity?: Maturity;
  readonly summary: string;
}
