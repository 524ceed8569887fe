import type { EventObject } from '../values/access.js';

/** A type of a column, as Elasticsearch calls it. */
export interface TableColumn {
  readonly name: string;
  readonly type: string;
}

/** The rows that a pipeline makes of events, as plain JSON values. */
export interface TableAnswer {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly unknown[])[];
  /** For each row the numbers of the events that it comes from. */
  readonly origins: readonly (readonly number[])[];
  /** What Elasticsearch would warn of; the search goes on. */
  readonly warnings: readonly string[];
}

/** A pipeline over events: each row of its answer is a result. */
export interface TableQuery {
  /** Whether rows are groups of events, not events. */
  readonly isAggregating: boolean;
  /** Throws an EvaluationError where the search would fail. */
  run(events: readonly EventObject[]): TableAnswer;
}
