import type { KeyTuple } from '../plan/keys.js';

/** A completed sequence, with null for a missing event. */
export interface SequenceMatch<Event> {
  readonly keys: KeyTuple;
  readonly events: readonly (Event | null)[];
}

/** Receives what becomes of partial matches, to explain them. Stages are numbered with runs expanded. */
export interface SequenceTrace<Event> {
  /** A partial match reached a stage with this event. */
  reached(keys: KeyTuple, stage: number, event: Event, previous: Event | undefined): void;
  /**
   * An event would have continued the partial match that ends with `waiting`, but came this many nanoseconds
   * late.
   */
  expired(keys: KeyTuple, stage: number, event: Event, waiting: Event, late: number): void;
  /** The until step matched: all partial matches of the key are discarded. */
  cut(keys: KeyTuple, event: Event): void;
  /** A completed match was rejected because an event of this missing stage occurred. */
  rejected(match: SequenceMatch<Event>, stage: number): void;
  completed(match: SequenceMatch<Event>): void;
}
