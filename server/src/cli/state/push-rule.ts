import { isJsonObject, type JsonObject } from '../../exchange/json.js';
import { createRule, deleteRule, findRule, type RemoteRule, replaceRule } from '../../stack/kibana/rules.js';
import { delayBefore, pause } from '../../stack/network/retry.js';
import { StackError } from '../../stack/stack-error.js';
import { payloadDigest, withKept } from '../../stack/state/comparable.js';
import { lockedRule } from '../../stack/state/compare.js';
import type { PlannedPush } from '../../stack/state/plan-push.js';
import type { StateWork } from './action.js';
import type { RuleOutcome } from './report.js';
import { readReplaced, saveReplaced, writeLock } from './side-files.js';

/** The result of pushing one rule. */
export type PushedRule =
  | { readonly refused: NonNullable<RuleOutcome['problem']> }
  /** `warning`: what people must check although the rule was pushed. */
  | { readonly warning?: string };

/**
 * Writes one rule to Kibana and records it in the lock, which is not saved. If Kibana has too many requests,
 * the rule is fetched again before the next attempt. Throws {@link StackError}.
 */
export async function pushRule(push: PlannedPush, work: StateWork): Promise<PushedRule> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await pushOnce(push, work);
    } catch (error) {
      const isBusy = error instanceof StackError && error.kind === 'too-many-requests';
      const delay = isBusy ? delayBefore(attempt, undefined) : undefined;
      if (delay === undefined) throw error;
      await pause(delay, work.signal).catch(() => {
        throw new StackError('cancelled', 'Cancelled.');
      });
    }
  }
}

const changedMeanwhile = {
  message: 'it was changed in Kibana a moment ago',
  help: 'Run the command again.',
} as const;

async function pushOnce(push: PlannedPush, work: StateWork): Promise<PushedRule> {
  const { state, action } = push;
  const { stack, read, options, signal } = work;
  const { ruleId, here, there, locked } = state;
  const kibana = stack.kibana();
  const now = await findRule(kibana, ruleId, signal);
  if (!isSameVersion(now, there)) return { refused: changedMeanwhile };
  if (now && options.flag('force') && action === 'update') keepCopy(now, work);
  if (action === 'delete' || !here) {
    if (now) {
      keepCopy(now, work);
      await deleteRule(kibana, ruleId, signal);
    }
    read.lock.delete(ruleId);
    return {};
  }
  if (action === 'replace' && now) return replaceByNew(push, now, work);
  const pending = locked?.pending === undefined ? undefined : pendingPayload(locked.pending, work);
  const payload = now
    ? withKept(here.payload, now.payload)
    : pending
      ? withKept(here.payload, pending, true)
      : here.payload;
  const written = now
    ? await replaceRule(kibana, payload, signal)
    : await createRule(kibana, payload, signal);
  read.lock.set(ruleId, lockedRule(here.payload, written));
  const isSurprising = now !== undefined && written.revision > now.revision + 1;
  return isSurprising
    ? {
        warning:
          'it was changed in Kibana at the same moment, and that change was overwritten: check its history there',
      }
    : {};
}

/** Returns whether a rule is still the compared one: neither changed since, nor deleted and created again. */
function isSameVersion(now: RemoteRule | undefined, compared: RemoteRule | undefined): boolean {
  if (!now || !compared) return now === compared;
  return (
    now.revision === compared.revision &&
    now.payload.id === compared.payload.id &&
    payloadDigest(now.payload) === payloadDigest(compared.payload)
  );
}

/**
 * Replaces a rule by deleting and creating it, because Kibana cannot change a rule's type. The lock records
 * this until it is done.
 */
async function replaceByNew({ state }: PlannedPush, now: RemoteRule, work: StateWork): Promise<PushedRule> {
  const { stack, read, signal } = work;
  const { ruleId } = state;
  const here = state.here!;
  const kibana = stack.kibana();
  const pending = keepCopy(now, work);
  read.lock.set(ruleId, { ...lockedRule(here.payload, now), pending });
  writeLock(read.lockFile, read.lock, stack.profile);
  await deleteRule(kibana, ruleId, signal);
  try {
    const written = await createRule(kibana, withKept(here.payload, now.payload, true), signal);
    read.lock.set(ruleId, lockedRule(here.payload, written));
    return {};
  } catch (error) {
    if (!(error instanceof StackError)) throw error;
    throw new StackError(
      error.kind,
      `the old rule was deleted, and the new one was not created: ${error.message}`,
      `Run the command again to create it. The old rule is in ${pending}.`,
      error.status,
    );
  }
}

/** Saves a local copy of what is removed from Kibana. Returns its name. */
function keepCopy({ payload, revision, ruleId }: RemoteRule, { read }: StateWork): string {
  return saveReplaced(
    read.lockFile,
    `${ruleId}-revision-${revision}`,
    `${JSON.stringify(payload, undefined, 2)}\n`,
  );
}

function pendingPayload(file: string, { read }: StateWork): JsonObject | undefined {
  const payload = readReplaced(read.lockFile, file);
  return isJsonObject(payload) ? payload : undefined;
}
