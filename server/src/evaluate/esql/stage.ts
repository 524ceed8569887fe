import type { TableColumn } from '../../query/esql/resolve/schema.js';
import type { Expression, Subquery } from '../../query/esql/syntax.js';
import type { EsqlType } from '../../query/esql/types.js';
import type { Storage } from '../storage/storage.js';
import type { ValueRange } from './policies/ranges.js';
import type { Scalar, Value } from './values/value.js';
import type { Warnings } from './warnings.js';

/** A column of the rows that are passed on together. */
export interface Column {
  readonly name: string;
  readonly type: EsqlType;
  /** Its value in a row of those. */
  at(row: number): Value;
}

/** Takes rows, whose columns answer for as long as `push` runs. */
export interface Sink {
  /** Takes so many rows; false when no more are needed. */
  push(rows: number): boolean;
  /** There are no more rows. */
  end(): void;
}

/** Builds what takes the rows behind a command, from its columns. */
export type Next = (columns: readonly Column[]) => Sink;

/** What a command and its expressions know of the query. */
export interface Environment {
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly warnings: Warnings;
  /** Where rows are kept of which there can be many. */
  readonly storage: Storage;
  /** How many rows MV_EXPAND has added so far. */
  readonly expanded: { rows: number };
  /** The types of expressions, as the query was checked. */
  readonly typeOf: (expression: Expression) => EsqlType;
  /** Returns the column with the input events of each row; undefined when they are not tracked. */
  readonly sourceOf: (columns: readonly Column[]) => Column | undefined;
  /** The answers of a language model; undefined when there are none. */
  readonly answers: Answers | undefined;
  /** A lookup table or enrich policy. */
  readonly table: (name: string) => LookupTable | undefined;
  /** Returns the result of a subquery behind IN; undefined where not all events are there. */
  readonly subqueryColumn?: (subquery: Subquery) => SubqueryColumn;
  /** Compiles a condition on the events themselves, such as KQL; undefined where that cannot be. */
  readonly documentTest: (language: 'kuery' | 'lucene', query: string) => (event: number) => boolean;
}

/** The one column of a subquery behind IN. */
export interface SubqueryColumn {
  readonly name: string;
  readonly type: EsqlType;
  /** The single values. */
  readonly values: readonly Scalar[];
  /** Whether there are rows at all. */
  readonly hasRows: boolean;
  /** Whether a row has null, or a list, which counts as null. */
  readonly hasNull: boolean;
}

/** The answers of a language model: one for all rows, or one for each row in their order. */
export type Answers = string | readonly string[];

/** A table beside the events. */
export interface LookupTable {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly Value[])[];
  readonly policy?: {
    readonly type: string;
    readonly matchField: string;
    readonly enrichFields: readonly string[];
    /** Of a policy of type `range`: the ranges of each row. */
    readonly ranges?: readonly (readonly ValueRange[])[];
  };
}

/** The column by which rows remember their events. No query can name it. */
export const sourceColumn = '\0events';

/** Columns whose values are kept for the rows that are passed on. */
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
