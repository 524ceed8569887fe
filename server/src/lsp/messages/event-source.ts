/** Events and where they come from. Types only (see `messages.ts`). */

import type { WireRange } from './wire.js';

/**
 * Events to run a rule on: the files of the setting, files and folders chosen by the user, or an editor's
 * text.
 */
export type EventSource =
  | { readonly kind: 'fixtures' }
  | { readonly kind: 'files'; readonly uris: readonly string[] }
  | { readonly kind: 'text'; readonly uri: string; readonly text: string };

/** An event of a file, counted as in `rulewright run`: from 0, in reading order. */
export interface EventReference {
  readonly uri: string;
  readonly index: number;
  /** For a test file: the case, from 0; `index` then counts the case's events. */
  readonly case?: number;
}

export interface FoundEvent extends EventReference {
  readonly range: WireRange;
  /** A few distinctive values of the event: `exec kubectl (host web-1)`. */
  readonly label: string;
}
