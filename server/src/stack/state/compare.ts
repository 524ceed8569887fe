import type { JsonObject } from '../../exchange/json.js';
import type { RemoteRule } from '../kibana/rules.js';
import { type KeyChange, keyChanges, payloadDigest, payloadDigests, saysTheSame } from './comparable.js';
import type { Lock, LockedRule } from './lock.js';

/** How a rule in a file relates to the one in Kibana. */
export type RuleStatus =
  /** Both changed since they last agreed, or were never compared. */
  | 'conflict'
  | 'changed-here'
  | 'changed-in-kibana'
  /** It no longer exists in Kibana. */
  | 'deleted-in-kibana'
  /** The file no longer exists. */
  | 'deleted-here'
  | 'only-here'
  | 'only-in-kibana'
  | 'prebuilt'
  | 'same';

/** A rule in a file. */
export interface LocalRule {
  readonly path: string;
  readonly ruleId: string;
  readonly name: string;
  /** For the Kibana version that it is compared with. */
  readonly payload: JsonObject;
  /** Keys that are missing in the file and were filled in. */
  readonly filled: readonly string[];
}

/** A rule and its state. */
export interface RuleState {
  readonly ruleId: string;
  readonly name: string;
  readonly status: RuleStatus;
  readonly here?: LocalRule;
  readonly there?: RemoteRule;
  readonly locked?: LockedRule;
  /** The keys that differ, if both have the rule. */
  readonly changes: readonly KeyChange[];
}

/**
 * Compares rules: those of files in their order, then those that only Kibana has. `isWhole` says whether the
 * list of files is complete; if not, rules without a file are skipped.
 */
export function compareRules(
  here: readonly LocalRule[],
  there: readonly RemoteRule[],
  lock: Lock,
  isWhole: boolean,
): RuleState[] {
  const remote = new Map(there.map((rule) => [rule.ruleId, rule]));
  const states = here.map((rule) => stateOf(rule, remote.get(rule.ruleId), lock.get(rule.ruleId)));
  if (!isWhole) return states;
  const local = new Set(here.map(({ ruleId }) => ruleId));
  const others = there
    .filter(({ ruleId, isPrebuilt }) => !isPrebuilt && !local.has(ruleId))
    .map((rule) => remoteState(rule, lock.get(rule.ruleId)));
  return [...states, ...others];
}

function remoteState(there: RemoteRule, locked: LockedRule | undefined): RuleState {
  const { ruleId, name } = there;
  const status = !locked ? 'only-in-kibana' : isUnchanged(there, locked) ? 'deleted-here' : 'conflict';
  return { ruleId, name, there, status, changes: [], ...(locked && { locked }) };
}

function stateOf(here: LocalRule, there: RemoteRule | undefined, locked: LockedRule | undefined): RuleState {
  const { ruleId, name } = here;
  const base = { ruleId, name, here, ...(there && { there }), ...(locked && { locked }) };
  if (!there) return { ...base, status: locked ? 'deleted-in-kibana' : 'only-here', changes: [] };
  const changes = keyChanges(here.payload, there.payload, here.filled);
  return { ...base, changes, status: statusOf(here, there, locked, changes.length === 0) };
}

function statusOf(
  here: LocalRule,
  there: RemoteRule,
  locked: LockedRule | undefined,
  isSame: boolean,
): RuleStatus {
  if (there.isPrebuilt) return 'prebuilt';
  if (isSame) return 'same';
  if (!locked) return 'conflict';
  if (isUnchanged(there, locked, here.payload)) return 'changed-here';
  return payloadDigest(here.payload) === locked.here ? 'changed-in-kibana' : 'conflict';
}

/**
 * Returns whether Kibana's rule is unchanged since the last comparison. A new revision alone is not a change.
 */
function isUnchanged({ payload }: RemoteRule, locked: LockedRule, here?: JsonObject): boolean {
  return saysTheSame(payloadDigests(payload), locked, here);
}

/** Returns the lock entry of a rule that is the same in file and Kibana. */
export function lockedRule(here: JsonObject, there: RemoteRule): LockedRule {
  return { revision: there.revision, ...payloadDigests(there.payload), here: payloadDigest(here) };
}
