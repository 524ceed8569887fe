import type { LineFilter } from '../run/prefilter.js';
import type { EventObject } from '../values/access.js';

/** A problem in an events file. The rest of the file is still read. */
export interface EventFileProblem {
  /** One-based. Undefined for the file as a whole. */
  readonly line?: number;
  readonly message: string;
  readonly help?: string;
  /** Defaults to `error`. */
  readonly severity?: 'error' | 'warning';
}

/** Receives decoded events. */
export interface EventSink {
  /**
   * Receives an event. `index` counts the events of the file from 0 in reading order; `line` is the one-based
   * line on which the event starts.
   */
  event(event: EventObject, index: number, line: number): void;
  problem(problem: EventFileProblem): void;
  /** Lines that the filter rules out are counted but not parsed, so errors in them go unnoticed. */
  readonly filter?: LineFilter | undefined;
  /** Called for each event that the filter rules out. */
  skipped?(): void;
}
