import type { Call } from '../../../query/esql/syntax.js';
import type { EsqlType } from '../../../query/esql/types.js';
import type { Failure } from '../failure.js';
import type { Column, Environment } from '../stage.js';
import type { Scalar, Value } from '../values/value.js';

/** The details of its call that a function needs. */
export interface CallInfo {
  readonly call: Call;
  /** The types of the arguments. A string literal has the type that it is converted to. */
  readonly types: readonly EsqlType[];
  /** The type of the result. */
  readonly type: EsqlType;
  readonly environment: Environment;
  readonly columns: readonly Column[];
  /** Whether an argument is the same in all rows. */
  readonly isConstant: (index: number) => boolean;
  /** Warns about a failure. The value is null. */
  readonly fail: (failure: Failure, result?: 'null' | 'false') => null;
}

type Cell = (row: number) => Value;

/**
 * How a function is applied: to single values, with null and lists returning null; to each value of its first
 * argument; or to its arguments as they are.
 */
export type FunctionBody =
  | { readonly single: (info: CallInfo) => (...values: Scalar[]) => Value }
  | { readonly each: (info: CallInfo) => (value: Scalar) => Scalar | null }
  | { readonly aware: (cells: readonly Cell[], info: CallInfo) => Cell };

export type FunctionBodies = Readonly<Record<string, FunctionBody>>;

/** Returns the body of a function that needs only its values. */
export function plain(apply: (...values: never[]) => Value): FunctionBody {
  return { single: () => apply as (...values: Scalar[]) => Value };
}

/** Returns the body of a function that is applied to each value. */
export function perValue(apply: (value: never) => Scalar | null): FunctionBody {
  return { each: () => apply as (value: Scalar) => Scalar | null };
}
