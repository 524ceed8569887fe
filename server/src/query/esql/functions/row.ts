import type { Maturity } from '../commands.js';

/** Where a function is allowed. */
export type FunctionKind = 'scalar' | 'aggregate' | 'grouping' | 'full-text';

/**
 * What a function does with a list of values: the result is null, it is applied to each value, or it is made for lists
 * (docs/semantics/esql.md#null-and-lists).
 */
export type ListBehaviour = 'null' | 'each' | 'aware';

/** A function of ES|QL as a row of its table. */
export interface FunctionRow {
  /** In lower case. */
  readonly name: string;
  readonly aliases?: readonly string[];
  /** `scalar` when not given. */
  readonly kind?: FunctionKind;
  /**
   * Its parameters, with commas between. A letter is a type: b boolean, i integer, l long, u unsigned_long, f double, N the
   * numbers but unsigned_long, U all numbers, k keyword, t text, s both, d datetime, n date_nanos, m both, p ip, v version,
   * g geo_point, o _source, P date_period, D time_duration, W both, x anything, {} options; `=1` is the type of the first
   * argument. `[…]` is optional, `!` is a constant, `...` repeats the parameter before it.
   */
  readonly takes: string;
  /** The type of its result, or `=1` for that of an argument; `sum`, `top` and `bucket` depend on more. */
  readonly gives: string;
  /** Names for its parameters, in their order. */
  readonly parameters?: string;
  /** `null` when not given. */
  readonly lists?: ListBehaviour;
  /** The first version that has it; not given for those that all supported versions have. */
  readonly since?: string;
  /** `released` when not given. */
  readonly maturity?: Maturity;
  readonly summary: string;
}
