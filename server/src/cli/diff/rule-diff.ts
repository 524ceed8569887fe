import type { RuleDifference } from '../../prove/diff/compare-rules.js';
import type { ChangedTest } from '../../prove/diff/compare-tests.js';
import type { ThreeWay } from '../../prove/diff/compare-three.js';
import type { LoadedRule } from '../load-rules.js';

/** What two versions of a rule make of events that were read: addresses of those that raise an alert in one only. */
export interface ChangedEvents {
  readonly gained: readonly string[];
  readonly lost: readonly string[];
}

/** What a change of a rule does, on all that it was tried on. */
export interface RuleDiff extends Omit<RuleDifference, 'status'> {
  readonly path: string;
  readonly name: string;
  readonly status: 'added' | 'removed' | 'changed' | 'same';
  /** The new version; undefined where the rule is gone. */
  readonly after: LoadedRule | undefined;
  readonly tests: readonly ChangedTest[];
  readonly events: ChangedEvents;
  /** Of an update of a rule that was customized. */
  readonly upstream?: UpstreamDiff;
}

/** A customized rule beside the version that it was made from and the new one. */
export interface UpstreamDiff extends ThreeWay {
  /** Where the version that the rule was made from is; undefined where none was found. */
  readonly base: string | undefined;
}
