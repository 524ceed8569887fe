import type { Analysis } from '../../analysis/analysis.js';
import type { EventObject } from '../../evaluate/values/access.js';
import type { WireRange } from '../messages.js';

/** An event with the place where it is written. */
export interface LocatedEvent {
  readonly event: EventObject;
  readonly uri: string;
  /** Its number in the file or the test. */
  readonly index: number;
  /** Zero-based lines and characters, as in LSP. */
  readonly range: WireRange;
}

/** What was asked for last: while somebody types, the same is asked for again and again. */
export interface Latest {
  /** The event of a file, with all that it was found by. */
  event: { readonly key: string; readonly found: LocatedEvent } | undefined;
  /** The rule of a test file. */
  testedRule: { readonly uri: string; readonly text: string; readonly analysis: Analysis } | undefined;
}
