import type { EsqlQuery } from '../../query/esql/syntax.js';
import type { Span } from '../../text/span.js';
import type { List, Storage } from '../storage/storage.js';
import type { EventObject } from '../values/access.js';
import type { PlanNode } from './plan.js';

/** A column and its type, under Elasticsearch's names. */
export interface TableColumn {
  readonly name: string;
  readonly type: string;
}

/** The rows that a pipeline produces from events, as plain JSON values. */
export interface TableAnswer {
  readonly columns: readonly TableColumn[];
  readonly rows: List<readonly unknown[]>;
  /** For each row, the numbers of the events that it comes from. */
  readonly origins: List<readonly number[]>;
  /** Elasticsearch's warnings. The search continues. */
  readonly warnings: readonly string[];
}

/** The result of a condition of a row-dropping command on one row. */
export interface ConditionVerdict {
  /** The span in the query. */
  readonly span: Span;
  readonly holds: boolean;
  readonly message: string;
  readonly seen: readonly { readonly field: string; readonly values: readonly unknown[] }[];
}

/** Rows that a command dropped because the same conditions fail. */
export interface LostRows {
  readonly rows: number;
  /** The conditions on the first of these rows. */
  readonly conditions: readonly ConditionVerdict[];
  /** The numbers of the events that the first of these rows comes from. */
  readonly events: readonly number[];
}

/** The effect of a command on the rows. */
export interface CommandTrace {
  readonly name: string;
  readonly span: Span;
  /** Undefined for the first command. */
  readonly rowsIn: number | undefined;
  readonly rowsOut: number;
  /** The counts of the rows that come from the focused event, if there is one. */
  readonly focus?: Pick<CommandTrace, 'rowsIn' | 'rowsOut'>;
  readonly lost: readonly LostRows[];
  /** The spans of its conditions. */
  readonly conditions: readonly Span[];
}

/** The effect of a query's commands on events, in source order. */
export interface TableTrace {
  readonly commands: readonly CommandTrace[];
  /** Elasticsearch's warnings. */
  readonly warnings: readonly string[];
}

/** The row counts of one clause: a condition that is not a combination with AND, OR and NOT. */
export interface ClauseCount {
  /** The span in the query. */
  readonly span: Span;
  /** The number of rows for which it holds. */
  readonly holds: number;
  /** The number of rows that it alone drops, if the result changes without it. */
  readonly decides: number;
}

/**
 * A running query that reads events one by one. Both methods throw an EvaluationError if the search would
 * fail.
 */
export interface TableStream {
  push(event: EventObject): void;
  finish(): TableAnswer;
}

/** Distinguishes events that can change a row from others, which need not be kept. */
export interface TableReader {
  /** Returns whether an event can change a row. Throws like `run`. */
  reads(event: EventObject): boolean;
  /** Returns Elasticsearch's warnings for the events so far. */
  warnings(): readonly string[];
}

/** A pipeline over events: each row of its table is a result. */
export interface TableQuery {
  readonly tree: EsqlQuery;
  /** Returns the same query with a changed tree. Spans still refer to the source. */
  withTree(tree: EsqlQuery): TableQuery;
  /** Returns whether Elasticsearch accepts a changed tree. */
  accepts(tree: EsqlQuery): boolean;
  /** The commands of the query, in source order. */
  readonly commands: readonly { readonly nameSpan: Span; readonly span: Span }[];
  /** The fields of events that the query reads. */
  readonly fields: readonly string[];
  /** Whether rows are groups of events rather than events. */
  readonly isAggregating: boolean;
  /** The columns that it expands to a row for each value. */
  readonly expanded: readonly string[];
  /**
   * What every event that can change a row satisfies, see {@link TableReader}. Other events may satisfy it
   * too.
   */
  readonly leading: PlanNode;
  reader(): TableReader;
  /**
   * Runs the query. Throws an EvaluationError if the search would fail.
   *
   * @param storage where large numbers of rows are kept. Defaults to memory.
   */
  run(events: List<EventObject>, storage?: Storage): TableAnswer;
  /**
   * Returns a stream that reads events one by one, or undefined for a query that must see all events first.
   */
  stream(storage?: Storage): TableStream | undefined;
  /** Returns the rows after a command, by its index in the query. Throws like `run`. */
  behind(command: number, events: readonly EventObject[]): TableAnswer;
  /**
   * Traces the effect of each command on events. Throws like `run`.
   *
   * @param focus the number of an event: its rows are counted, and only its lost rows are kept.
   */
  trace(events: readonly EventObject[], focus?: number): TableTrace;
  /**
   * Counts, for each clause of the conditions, the rows for which it holds and that it decides, in source
   * order. Throws like `run`.
   */
  countClauses(events: readonly EventObject[]): readonly ClauseCount[];
}
