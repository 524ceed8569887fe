import type { Dsl } from '../../server/src/stack/requests/dsl.js';
import type { EngineAnswer } from './engine.js';

/** One query that the engine and our evaluator both answer. */
export interface Question {
  /** Where it comes from, for the summary. */
  readonly source: string;
  /** The query as text, for messages. */
  readonly text: string;
  readonly body: Dsl;
  /** What our evaluator answers: numbers of documents or keys of buckets; or why it refuses. */
  readonly ours: readonly string[] | Refusal;
  /** Reads the same from an answer of the engine; the ids of its hits when not given. */
  readonly read?: (answer: EngineAnswer) => readonly string[];
}

/** Why our evaluator has no answer. */
export interface Refusal {
  readonly refused: string;
  /** Nothing is wrong with the query, but it is not evaluated. */
  readonly isOurs?: true;
}
