import type { Dsl } from '../../server/src/stack/requests/dsl.js';
import type { EngineAnswer } from './engine.js';

/** A query that both the engine and our evaluator answer. */
export interface Question {
  /** Its source, for the summary. */
  readonly source: string;
  /** The query as a string, for messages. */
  readonly text: string;
  readonly body: Dsl;
  /** Our evaluator's answer: numbers of documents or keys of buckets, or why it refuses. */
  readonly ours: readonly string[] | Refusal;
  /** Reads the same from an answer of the engine; by default the ids of its hits. */
  readonly read?: (answer: EngineAnswer) => readonly string[];
}

/** Why our evaluator has no answer. */
export interface Refusal {
  readonly refused: string;
  /** The query is valid, but our evaluator does not support it. */
  readonly isOurs?: true;
}
