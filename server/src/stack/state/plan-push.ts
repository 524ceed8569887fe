import type { RuleState, RuleStatus } from './compare.js';

/** The effect of a push on a rule. */
export type PushAction = 'create' | 'delete' | 'none' | 'refuse' | 'replace' | 'update';

export interface PlannedPush {
  readonly state: RuleState;
  readonly action: PushAction;
  /** Why a rule is refused, and what to do. */
  readonly reason?: string;
  readonly help?: string;
}

export interface PushOptions {
  /** Delete rules whose file no longer exists. */
  readonly prune: boolean;
  /** Overwrite changes made in Kibana, after saving them. */
  readonly force: boolean;
  /** Why nothing is deleted, in words: if files could not be read, it is unknown which rules have no file. */
  readonly mayNotDelete: string | undefined;
  /** Returns the errors in a rule's file, in words. */
  readonly errorsOf: (state: RuleState) => string | undefined;
}

const pull = 'Run "rulewright state pull" first, or pass --force to overwrite the version in Kibana.';
const merge =
  "Copy what you want from Kibana's version to the file (rulewright state diff shows it), then push it with --force; or use Kibana's version with state pull --force.";

/** Why a push skips a rule in this state. */
const refusals: Partial<Record<RuleStatus, { readonly reason: string; readonly help: string }>> = {
  'changed-in-kibana': { reason: 'it was changed in Kibana since the last pull', help: pull },
  conflict: { reason: 'it was changed both here and in Kibana', help: merge },
  'deleted-in-kibana': {
    reason: 'it was deleted in Kibana since the last pull',
    help: 'Delete the file, or pass --force to create the rule again.',
  },
};

/** Plans what a push does with each rule. Changes made in Kibana are not overwritten without `force`. */
export function planPush(states: readonly RuleState[], options: PushOptions): PlannedPush[] {
  return states.map((state) => planOne(state, options));
}

function planOne(state: RuleState, { prune, force, mayNotDelete, errorsOf }: PushOptions): PlannedPush {
  const { status, here, there, locked } = state;
  if (!here) {
    if (status === 'conflict' && prune)
      return {
        state,
        action: 'refuse',
        reason: 'it no longer has a file, and was changed in Kibana since the last pull',
        help: 'Run "rulewright state pull" to get it back, or delete it in Kibana.',
      };
    if (status !== 'deleted-here' || !prune) return { state, action: 'none' };
    return mayNotDelete === undefined
      ? { state, action: 'delete' }
      : {
          state,
          action: 'refuse',
          reason: `nothing is deleted: ${mayNotDelete}`,
          help: 'Check the files, and run the command again.',
        };
  }
  // It was deleted to be created again, and then the push was interrupted.
  const isPending = status === 'deleted-in-kibana' && locked?.pending !== undefined;
  if (status === 'same' || status === 'prebuilt') return { state, action: 'none' };
  const isNew = status === 'conflict' && !locked;
  const refused = isPending
    ? undefined
    : isNew
      ? { reason: 'it differs from Kibana, and was never pulled', help: merge }
      : refusals[status];
  if (refused && !force) return { state, action: 'refuse', ...refused };
  const errors = errorsOf(state);
  if (errors !== undefined)
    return { state, action: 'refuse', reason: errors, help: 'Run "rulewright lint" and fix the rule.' };
  if (!there) return { state, action: 'create' };
  if (here.payload.type === there.payload.type) return { state, action: 'update' };
  if (prune) return { state, action: 'replace' };
  return {
    state,
    action: 'refuse',
    reason: `its type changes from ${String(there.payload.type)} to ${String(here.payload.type)}, which Kibana does not allow`,
    help: 'Pass --prune to delete the rule and create it again, or give it a new rule_id.',
  };
}
