import type { LineFilter } from '../run/prefilter.js';
import type { EventObject } from '../values/access.js';

/** Something in a file of events that could not be read; the rest is read all the same. */
export interface EventFileProblem {
  /** One-based; undefined when the file as a whole is meant. */
  readonly line?: number;
  readonly message: string;
  readonly help?: string;
  /** `error` when not given. */
  readonly severity?: 'error' | 'warning';
}

/** Where decoded events go. */
export interface EventSink {
  /** `index` counts the events of the file from 0 in reading order; `line` is the one-based line the event starts on. */
  event(event: EventObject, index: number, line: number): void;
  problem(problem: EventFileProblem): void;
  /** Lines that it rules out are counted and not parsed, so what is wrong inside them stays unnoticed. */
  readonly filter?: LineFilter | undefined;
  /** Called for each event that the filter ruled out. */
  skipped?(): void;
}
