import { dirname } from 'node:path';
import { withoutKept } from '../../stack/state/comparable.js';
import { lockedRule, type RuleState } from '../../stack/state/compare.js';
import { isolated } from '../../text/internal-error.js';
import { parseToml } from '../../toml/document.js';
import { createRuleFile, updateRuleFile } from '../exchange/write-rule.js';
import { exitCodeOf } from '../exit-code.js';
import { readRuleText } from '../read-rule.js';
import type { StateWork } from './action.js';
import { newRulesFolder } from './read-states.js';
import { type RuleOutcome, stateJson, tellProblems, writeOutcomes } from './report.js';
import { saveReplaced, writeLock } from './side-files.js';

/**
 * `rulewright state pull`: writes changes from Kibana to the files. A file that also changed is kept unless
 * `--force` is given; then its text is saved first. Files are never deleted. Returns the exit code.
 */
export async function pullStates(work: StateWork): Promise<number> {
  const { stack, read, options, output } = work;
  tellProblems(read, output);
  const outcomes: RuleOutcome[] = [];
  for (const state of read.states) outcomes.push(await pullOne(state, work));
  writeLock(read.lockFile, read.lock, stack.profile);
  if (options.text('format') === 'json')
    output.report(stateJson(stack.profile.name, outcomes, read.problems));
  else writeOutcomes(outcomes, output);
  return exitCodeOf(read.problems, {
    unusable: read.problems.length > 0,
    findings: outcomes.some(({ problem }) => problem),
  });
}

async function pullOne(state: RuleState, work: StateWork): Promise<RuleOutcome> {
  const { status, here, there } = state;
  const isForced = work.options.flag('force');
  if (status === 'same' && here && there) {
    work.read.lock.set(state.ruleId, lockedRule(here.payload, there));
    return { state };
  }
  if (status === 'conflict' && here && !isForced) {
    const message = 'it was changed both here and in Kibana; the file was not changed';
    return {
      state,
      problem: { message, help: 'Edit the file, or pass --force to use the version in Kibana.' },
    };
  }
  if (!here && there && work.read.unread !== undefined && status !== 'prebuilt') {
    const message = `no file is created: ${work.read.unread}`;
    return { state, problem: { message, help: 'Fix the files first: one of them may be this rule.' } };
  }
  const isPulled = status === 'changed-in-kibana' || status === 'only-in-kibana' || status === 'conflict';
  if (!isPulled || !there) return { state };
  const payloadOf = await work.read.payloadsIn(here ? dirname(here.path) : targetFolder(work));
  return isolated<RuleOutcome>(
    () => (here ? updateFile(state, payloadOf, work) : createFile(state, payloadOf, work)),
    { start: 0, end: 0 },
    ({ message }) => ({ state, problem: { message } }),
  );
}

type PayloadOf = Awaited<ReturnType<StateWork['read']['payloadsIn']>>;

function targetFolder({ options, folder }: StateWork): string {
  return options.text('to') ?? newRulesFolder(folder);
}

function updateFile(state: RuleState, payloadOf: PayloadOf, { read }: StateWork): RuleOutcome {
  const file = read.files.get(state.ruleId)!;
  const there = state.there!;
  if (state.status === 'conflict')
    saveReplaced(
      read.lockFile,
      `${state.ruleId}-file`,
      JSON.stringify({ path: file.path, text: file.rule.document.text }),
    );
  const updated = updateRuleFile(file, withoutKept(there.payload, state.here!.payload), payloadOf);
  if (!updated.ok) return { state, problem: { message: updated.error } };
  remember(state, file.path, payloadOf, read);
  return { state, outcome: 'pulled' };
}

function createFile(state: RuleState, payloadOf: PayloadOf, work: StateWork): RuleOutcome {
  const created = createRuleFile(targetFolder(work), state.there!.payload, payloadOf);
  if (!created.ok) return { state, problem: { message: created.error } };
  remember(state, created.path, payloadOf, work.read);
  return { state, outcome: `created ${created.path} for` };
}

/** Reads back what was written, so that the next comparison starts from the file. */
function remember(
  { ruleId, there }: RuleState,
  path: string,
  payloadOf: PayloadOf,
  { lock }: StateWork['read'],
): void {
  const text = readRuleText(path);
  if (!('error' in text)) lock.set(ruleId, lockedRule(payloadOf(parseToml(text.text)).rule, there!));
}
