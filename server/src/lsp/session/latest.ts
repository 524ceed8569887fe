import type { Analysis } from '../../analysis/analysis.js';
import type { EventObject } from '../../evaluate/values/access.js';
import type { WireRange } from '../messages.js';

/** An event with the range where it is written. */
export interface LocatedEvent {
  readonly event: EventObject;
  readonly uri: string;
  /** Its number in the file or the test. */
  readonly index: number;
  /** Zero-based lines and characters, as in LSP. */
  readonly range: WireRange;
}

/** Results of the last requests: while a user types, the same request is repeated. */
export interface Latest {
  /** An event of a file, with the key it was found by. */
  event: { readonly key: string; readonly found: LocatedEvent } | undefined;
  /** The rule of a test file. */
  testedRule: { readonly uri: string; readonly text: string; readonly analysis: Analysis } | undefined;
}
