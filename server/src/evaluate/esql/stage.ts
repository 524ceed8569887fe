import type { TableColumn } from '../../query/esql/resolve/schema.js';
import type { Expression, Subquery } from '../../query/esql/syntax.js';
import type { EsqlType } from '../../query/esql/types.js';
import type { Storage } from '../storage/storage.js';
import type { ValueRange } from './policies/ranges.js';
import type { Scalar, Value } from './values/value.js';
import type { Warnings } from './warnings.js';

/** A column of rows that are passed on together. */
export interface Column {
  readonly name: string;
  readonly type: EsqlType;
  /** Returns the value in one of these rows. */
  at(row: number): Value;
}

/** Receives rows. Their columns are valid only while `push` runs. */
export interface Sink {
  /** Receives a number of rows. Returns false if it needs no more. */
  push(rows: number): boolean;
  /** Signals the end of the rows. */
  end(): void;
}

/** Builds the sink after a command from the command's columns. */
export type Next = (columns: readonly Column[]) => Sink;

/** The query's context for a command and its expressions. */
export interface Environment {
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly warnings: Warnings;
  /** Where large numbers of rows are kept. */
  readonly storage: Storage;
  /** How many rows MV_EXPAND has added so far. */
  readonly expanded: { rows: number };
  /** Returns the type of an expression, as the type check found it. */
  readonly typeOf: (expression: Expression) => EsqlType;
  /** Returns the column with the input events of each row, or undefined if they are not tracked. */
  readonly sourceOf: (columns: readonly Column[]) => Column | undefined;
  /** The answers of a language model, if any are supplied. */
  readonly answers: Answers | undefined;
  /** Returns a lookup table or enrich policy. */
  readonly table: (name: string) => LookupTable | undefined;
  /** Returns the result of a subquery after IN. Undefined if not all events are available. */
  readonly subqueryColumn?: (subquery: Subquery) => SubqueryColumn;
  /** Compiles a condition on the events themselves, such as KQL. Undefined if that is impossible. */
  readonly documentTest: (language: 'kuery' | 'lucene', query: string) => (event: number) => boolean;
}

/** The only column of a subquery after IN. */
export interface SubqueryColumn {
  readonly name: string;
  readonly type: EsqlType;
  /** The single values. */
  readonly values: readonly Scalar[];
  /** Whether there are any rows. */
  readonly hasRows: boolean;
  /** Whether a row has null, or a list, which counts as null. */
  readonly hasNull: boolean;
}

/** The answers of a language model: one for all rows, or one for each row in order. */
export type Answers = string | readonly string[];

/** A lookup table or enrich policy, which a query reads besides events. */
export interface LookupTable {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly Value[])[];
  readonly policy?: {
    readonly type: string;
    readonly matchField: string;
    readonly enrichFields: readonly string[];
    /** For a policy of type `range`: the ranges of each row. */
    readonly ranges?: readonly (readonly ValueRange[])[];
  };
}

/** The column with the events of each row. No query can name it. */
export const sourceColumn = '\0events';

/** A column whose values are stored for the rows that are passed on. */
export class StoredColumn implements Column {
  values: Value[] = [];

  constructor(
    readonly name: string,
    readonly type: EsqlType,
  ) {}

  at(row: number): Value {
    return this.values[row] ?? null;
  }
}
