import type { EsqlQuery } from '../../query/esql/syntax.js';
import type { Span } from '../../text/span.js';
import type { List, Storage } from '../storage/storage.js';
import type { EventObject } from '../values/access.js';
import type { PlanNode } from './plan.js';

/** A type of a column, as Elasticsearch calls it. */
export interface TableColumn {
  readonly name: string;
  readonly type: string;
}

/** The rows that a pipeline makes of events, as plain JSON values. */
export interface TableAnswer {
  readonly columns: readonly TableColumn[];
  readonly rows: List<readonly unknown[]>;
  /** For each row the numbers of the events that it comes from. */
  readonly origins: List<readonly number[]>;
  /** What Elasticsearch would warn of; the search goes on. */
  readonly warnings: readonly string[];
}

/** A condition of a command that drops rows, on one row. */
export interface ConditionVerdict {
  /** In the query. */
  readonly span: Span;
  readonly holds: boolean;
  readonly message: string;
  readonly seen: readonly { readonly field: string; readonly values: readonly unknown[] }[];
}

/** Rows that a command dropped because the same conditions fail. */
export interface LostRows {
  readonly rows: number;
  /** On the first of them. */
  readonly conditions: readonly ConditionVerdict[];
  /** The numbers of the events that the first of them come from. */
  readonly events: readonly number[];
}

/** What a command made of the rows. */
export interface CommandTrace {
  readonly name: string;
  readonly span: Span;
  /** Undefined for the first command. */
  readonly rowsIn: number | undefined;
  readonly rowsOut: number;
  /** The rows among these that come from the event in focus, when there is one. */
  readonly focus?: Pick<CommandTrace, 'rowsIn' | 'rowsOut'>;
  readonly lost: readonly LostRows[];
  /** The places of its conditions. */
  readonly conditions: readonly Span[];
}

/** What the commands of a query made of events, in the order of the text. */
export interface TableTrace {
  readonly commands: readonly CommandTrace[];
  /** What Elasticsearch would warn of. */
  readonly warnings: readonly string[];
}

/** How rows met a part of a condition that is not made of others with AND, OR and NOT. */
export interface ClauseCount {
  /** In the query. */
  readonly span: Span;
  /** Rows for which it holds. */
  readonly holds: number;
  /** Rows that it alone drops, if the result is another one without it. */
  readonly decides: number;
}

/** A query at work that takes events one by one. Both throw an EvaluationError where the search would fail. */
export interface TableStream {
  push(event: EventObject): void;
  finish(): TableAnswer;
}

/** Tells events that can change a row from others, which need not be kept. */
export interface TableReader {
  /** Throws as `run` does. */
  reads(event: EventObject): boolean;
  /** What Elasticsearch would warn of for the events so far. */
  warnings(): readonly string[];
}

/** A pipeline over events: each row of its answer is a result. */
export interface TableQuery {
  readonly tree: EsqlQuery;
  /** The same query with a changed tree; spans stay those of the text. */
  withTree(tree: EsqlQuery): TableQuery;
  /** Whether Elasticsearch takes a changed tree. */
  accepts(tree: EsqlQuery): boolean;
  /** The commands of the query, in the order of the text. */
  readonly commands: readonly { readonly nameSpan: Span; readonly span: Span }[];
  /** The fields of events that the query reads. */
  readonly fields: readonly string[];
  /** Whether rows are groups of events, not events. */
  readonly isAggregating: boolean;
  /** The columns that it makes a row of each value of. */
  readonly expanded: readonly string[];
  /** What every event satisfies that can change a row, see {@link TableReader}; others may, too. */
  readonly leading: PlanNode;
  reader(): TableReader;
  /**
   * Throws an EvaluationError where the search would fail.
   *
   * @param storage where rows are kept of which there can be many; in memory when not given
   */
  run(events: List<EventObject>, storage?: Storage): TableAnswer;
  /** The same for events that come one by one; undefined for a query that must see all events first. */
  stream(storage?: Storage): TableStream | undefined;
  /** The rows behind a command, by its index in the query. Throws as `run` does. */
  behind(command: number, events: readonly EventObject[]): TableAnswer;
  /**
   * What each command makes of events. Throws as `run` does.
   *
   * @param focus the number of an event: its rows are counted, and only lost rows with it are kept.
   */
  trace(events: readonly EventObject[], focus?: number): TableTrace;
  /** How the rows of events met the clauses of the conditions, in the order of the text. Throws as `run` does. */
  countClauses(events: readonly EventObject[]): readonly ClauseCount[];
}
