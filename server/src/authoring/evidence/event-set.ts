import type { EventObject } from '../../evaluate/values/access.js';

/** Events that were read together, and are run together. */
export interface EventSet {
  readonly events: readonly EventObject[];
  /** Names an event by its number, such as `noise.ndjson:3`. */
  readonly addressOf: (number: number) => string;
}
