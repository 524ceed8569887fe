import type { Call } from '../../../query/esql/syntax.js';
import type { EsqlType } from '../../../query/esql/types.js';
import type { Failure } from '../failure.js';
import type { Column, Environment } from '../stage.js';
import type { Scalar, Value } from '../values/value.js';

/** What a function knows of its call. */
export interface CallInfo {
  readonly call: Call;
  /** The types of the arguments, those of strings in the query as what they are converted to. */
  readonly types: readonly EsqlType[];
  /** The type of the result. */
  readonly type: EsqlType;
  readonly environment: Environment;
  readonly columns: readonly Column[];
  /** Whether an argument is the same in all rows. */
  readonly isConstant: (index: number) => boolean;
  /** Warns of a failure; the value is null. */
  readonly fail: (failure: Failure, result?: 'null' | 'false') => null;
}

type Cell = (row: number) => Value;

/**
 * What a function does: with single values, where null and lists give null; with each value of its first argument; or with
 * whatever its arguments hold.
 */
export type FunctionBody =
  | { readonly single: (info: CallInfo) => (...values: Scalar[]) => Value }
  | { readonly each: (info: CallInfo) => (value: Scalar) => Scalar | null }
  | { readonly aware: (cells: readonly Cell[], info: CallInfo) => Cell };

export type FunctionBodies = Readonly<Record<string, FunctionBody>>;

/** The body of a function that needs nothing but its values. */
export function plain(apply: (...values: never[]) => Value): FunctionBody {
  return { single: () => apply as (...values: Scalar[]) => Value };
}

/** The body of a function of each value. */
export function perValue(apply: (value: never) => Scalar | null): FunctionBody {
  return { each: () => apply as (value: Scalar) => Scalar | null };
}
