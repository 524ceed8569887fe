import type { RuleDifference } from '../../prove/diff/compare-rules.js';
import type { ChangedTest } from '../../prove/diff/compare-tests.js';
import type { ThreeWay } from '../../prove/diff/compare-three.js';
import type { LoadedRule } from '../load-rules.js';

/**
 * How the alerts of two rule versions differ on the events: addresses of events that raise an alert in only
 * one of them.
 */
export interface ChangedEvents {
  readonly gained: readonly string[];
  readonly lost: readonly string[];
}

/** The effect of a rule change on everything it was run on. */
export interface RuleDiff extends Omit<RuleDifference, 'status'> {
  readonly path: string;
  readonly name: string;
  readonly status: 'added' | 'removed' | 'changed' | 'same';
  /** The new version; undefined if the rule was removed. */
  readonly after: LoadedRule | undefined;
  readonly tests: readonly ChangedTest[];
  readonly events: ChangedEvents;
  /** For an update of a customised rule. */
  readonly upstream?: UpstreamDiff;
}

/** A customised rule compared with its base version and the new version. */
export interface UpstreamDiff extends ThreeWay {
  /** The location of the base version; undefined if it was not found. */
  readonly base: string | undefined;
}
