/** Requests that run a rule on events. Types only (see `messages.ts`). */

import type { EventReference, EventSource, FoundEvent } from './event-source.js';
import type { NewCase } from './tests.js';
import type { PipelineStep, SequencePicture } from './views.js';
import type { WireRange } from './wire.js';

export interface EventRequests {
  /**
   * Runs an open rule, including unsaved text, on events. If the request is cancelled, the result contains
   * what was found so far.
   */
  'rulewright/runOnEvents': {
    params: { readonly uri: string; readonly source: EventSource };
    result: EventRun;
  };
  /** Events to choose from for an open rule: those of its tests, then some of the fixtures. */
  'rulewright/events': { params: { readonly uri: string }; result: readonly EventGroup[] };
  /**
   * The edits that add a case with these events to an open rule's test file, expecting what it raises now.
   */
  'rulewright/addCase': {
    params: { readonly uri: string; readonly events: readonly EventReference[] };
    result: NewCase;
  };
  /** Why an event did or did not match: the verdict and the value seen at each clause of the query. */
  'rulewright/explain': {
    params: {
      readonly uri: string;
      readonly event: EventReference;
      /** Skips the sequence picture, which takes longer. */
      readonly clausesOnly?: boolean;
    };
    result: Explanation;
  };
}

/** Events from one case or file. */
export interface EventGroup {
  /** The case or the file. */
  readonly title: string;
  readonly events: readonly FoundEvent[];
}

export interface EventRun {
  /** Number of files that were read. */
  readonly files: number;
  readonly events: number;
  readonly alerts: readonly EventAlert[];
  /** A few events that did not match, those with the fewest failing clauses first. */
  readonly nearest: readonly EventMiss[];
  /** Set if the run was cancelled: there may be more events and alerts. */
  readonly stopped?: boolean;
  /** What could not be read, and what the engine would have dropped. */
  readonly notes: readonly string[];
  /** Why nothing could be run: no fixtures, an invalid query, or a rule type that cannot be evaluated. */
  readonly error?: string;
}

export interface EventAlert {
  /** A single event, or the events of a sequence in step order; null for a missing event. */
  readonly events: readonly (MatchedEvent | null)[];
}

export interface MatchedEvent extends FoundEvent {
  /** The values that made the clauses hold. */
  readonly values: readonly SeenValue[];
}

/** A field and an event's value for it, as text. */
export interface SeenValue {
  readonly field: string;
  readonly value: string;
}

export interface EventMiss {
  readonly event: FoundEvent;
  /** Number of failing clauses. */
  readonly failing: number;
  /** The first failing clause and the value seen there. */
  readonly reason: string;
}

export interface Explanation {
  readonly matched: boolean;
  /** The explanation as text, as `rulewright explain` prints it. */
  readonly text: string;
  readonly clauses: readonly ExplainedClause[];
  /** For a sequence: its result on the file's events. */
  readonly sequence?: SequencePicture;
  /** For an ES|QL rule: the results of its commands on all events of the file or case. */
  readonly pipeline?: readonly PipelineStep[];
  readonly error?: string;
}

export interface ExplainedClause {
  readonly range: WireRange;
  readonly result: 'matched' | 'not-matched' | 'not-reached';
  /** The value that was seen and the reason, for the hover. */
  readonly note: string;
  /**
   * A short form to show after the clause, without the clause's field name; empty if the clause holds and
   * ends in the value.
   */
  readonly seen: string;
}
