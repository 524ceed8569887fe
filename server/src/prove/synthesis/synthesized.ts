import type { EventObject } from '../../evaluate/values/access.js';
import type { Span } from '../../text/span.js';

/** A case that was created for a rule and verified by a run. */
export interface SynthesizedCase {
  readonly kind: 'match' | 'near-miss';
  /** What the case shows: the condition that a near miss fails, as written in the query. */
  readonly name: string;
  /** The condition of a near miss in the query; undefined for a requirement outside it. */
  readonly span?: Span;
  /** Events as in a test file; anomalies for rules that read these. */
  readonly events: readonly EventObject[];
  readonly history?: readonly EventObject[];
  readonly indicators?: readonly EventObject[];
  readonly isAnomaly?: true;
  readonly expect: 'alert' | 'no alert';
}

/** A case that could not be created, and why. */
export interface SynthesisFailure {
  readonly name: string;
  readonly span?: Span;
  readonly reason: string;
}

/** The cases of a rule, all verified by a run. */
export interface Synthesis {
  readonly cases: readonly SynthesizedCase[];
  readonly failures: readonly SynthesisFailure[];
}

/** The cases to create. */
export interface SynthesisRequest {
  readonly match: boolean;
  readonly nearMisses: boolean;
  /** Whether to create a match for each value of each list in a condition. */
  readonly eachValue: boolean;
  readonly seed: number;
}
