import { kibanaStatus } from '../describe-stack.js';
import { listRules } from '../kibana/rules.js';
import type { Stack } from '../open-stack.js';
import { StackError } from '../stack-error.js';
import { compareRules, type LocalRule, type RuleState } from './compare.js';
import type { Lock } from './lock.js';

/** The input of a comparison with Kibana. */
export interface AskedStates {
  /** Reads the files for a Kibana version such as `9.5`. */
  readonly readHere: (version: string) => Promise<readonly LocalRule[]>;
  readonly lock: Lock;
  /** Whether the list of files is complete, so that Kibana's other rules have no file. */
  readonly isWhole: boolean;
}

/**
 * Compares files with the rules of the space, and counts Kibana's unusable rules. Throws {@link StackError}.
 */
export async function askStates(
  stack: Stack,
  { readHere, lock, isWhole }: AskedStates,
  signal?: AbortSignal,
): Promise<{ readonly states: readonly RuleState[]; readonly unusable: number }> {
  const kibana = stack.kibana();
  const { release: version } = await kibanaStatus(stack, signal);
  if (version === undefined)
    throw new StackError('bad-answer', `${kibana.host} does not report its version.`);
  const custom = await listRules(kibana, 'custom', signal);
  const here = await readHere(version);
  const known = new Set(custom.rules.map(({ ruleId }) => ruleId));
  // There are thousands of prebuilt rules: they are fetched only if a file may be one.
  const prebuilt = here.some(({ ruleId }) => !known.has(ruleId))
    ? (await listRules(kibana, 'prebuilt', signal)).rules
    : [];
  const states = compareRules(here, [...custom.rules, ...prebuilt], lock, isWhole);
  return { states, unusable: custom.unusable };
}
