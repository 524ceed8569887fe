/** Requests of the views: sequence, rows and guide. Types only (see `messages.ts`). */

import type { EventReference, FoundEvent } from './event-source.js';
import type { WirePosition, WireRange } from './wire.js';

export interface ViewRequests {
  /** The result of a sequence on events, as a picture (see {@link ViewSource}). */
  'rulewright/sequence': {
    params: { readonly uri: string; readonly source: ViewSource };
    result: SequencePicture;
  };
  /** The rows of an ES|QL rule after one of its commands, as a table. */
  'rulewright/rowsBehind': {
    params: {
      readonly uri: string;
      readonly source: ViewSource;
      /** The command's position in the rule; a position after the query selects the last command. */
      readonly position: WirePosition;
    };
    result: RowsBehind;
  };
  /** The investigation guide, setup and false positives of an open rule as sanitised HTML. */
  'rulewright/guide': {
    params: { readonly uri: string; readonly event?: EventReference };
    result: GuidePreview;
  };
}

/** The result of an ES|QL command on rows. */
export interface PipelineStep {
  readonly range: WireRange;
  /** Null for the first command. */
  readonly rowsIn: number | null;
  readonly rowsOut: number;
}

/** The rows between two ES|QL commands. */
export interface RowsBehind {
  /** The command, for people: `STATS in line 12`. */
  readonly title: string;
  /** The source of the events, for people. */
  readonly source: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** The first rows. */
  readonly rows: readonly ShownRow[];
  /** Total number of rows. */
  readonly total: number;
  readonly notes: readonly string[];
  readonly error?: string;
}

export interface ShownRow {
  /** The values as text; null for null. */
  readonly cells: readonly (string | null)[];
  /** The event of a row that comes from a single event. */
  readonly event?: FoundEvent;
}

/** The source of a picture's events: a file, a case of a test file, or the files of `rulewright.fixtures`. */
export type ViewSource =
  | { readonly kind: 'event'; readonly event: EventReference }
  | { readonly kind: 'test'; readonly testFile: string; readonly index: number }
  | { readonly kind: 'fixtures' };

/** A sequence on events, with one lane for each value of the join keys. */
export interface SequencePicture {
  /** The rule's name. */
  readonly title: string;
  /** The source of the events, for people. */
  readonly source: string;
  /** Number of events that were evaluated. */
  readonly events: number;
  readonly steps: readonly SequenceStep[];
  /** Text of the until step. */
  readonly until?: string;
  readonly keyFields: readonly string[];
  /** For people: `2m`. */
  readonly maxspan?: string;
  /** The lanes, furthest progress first. */
  readonly lanes: readonly SequenceLane[];
  /** What the picture does not show. */
  readonly notes: readonly string[];
  readonly error?: string;
}

export interface SequenceStep {
  /** As in the query, from 1. */
  readonly number: number;
  /** The event filter, in one line. */
  readonly text: string;
  /** Whether the step requires that no such event occurs. */
  readonly missing: boolean;
  /** Number of matching events, with any key. */
  readonly matched: number;
}

export interface SequenceLane {
  /** Values of the join keys. */
  readonly key: string;
  readonly complete: boolean;
  /** Why it stopped, as a sentence without a full stop. */
  readonly reason: string;
  /** When maxspan ends for the furthest partial match, in milliseconds since 1970. */
  readonly deadline?: number;
  /** In time order. */
  readonly events: readonly LaneEvent[];
}

export interface LaneEvent extends FoundEvent {
  /** Milliseconds since 1970. */
  readonly time: number;
  /**
   * `reached`: part of the furthest partial match; `match`: matches a step; `until`; `missing`: matches a
   * step that requires no event; `near`: matches nothing, or has another key.
   */
  readonly role: 'reached' | 'match' | 'until' | 'missing' | 'near';
  /** Numbers of the steps that it matches, from 1. */
  readonly steps: readonly number[];
  /** Whether this event is why the lane stopped. */
  readonly stops: boolean;
}

export interface GuidePreview {
  readonly title: string;
  readonly sections: readonly {
    readonly title: string;
    /**
     * Sanitised: no scripts, event handlers, styles or remote images. Blocks have `data-line`, the line of
     * the document where they start.
     */
    readonly html: string;
  }[];
  /** Source that Kibana does not show as written. */
  readonly problems: readonly { readonly message: string; readonly range: WireRange }[];
  /** The event whose values replaced `{{field}}`, for people. */
  readonly filledFrom?: string;
  /** Fields of `{{field}}` in searches that were not filled in. */
  readonly unresolved: readonly string[];
  readonly error?: string;
}
