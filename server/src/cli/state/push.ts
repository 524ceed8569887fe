import { createRule, deleteRule, findRule, type RemoteRule, replaceRule } from '../../stack/kibana/rules.js';
import { StackError } from '../../stack/stack-error.js';
import { withKept } from '../../stack/state/comparable.js';
import { lockedRule, type RuleState } from '../../stack/state/compare.js';
import { type PlannedPush, type PushAction, planPush } from '../../stack/state/plan-push.js';
import { exitCodeOf, exitCodes } from '../exit-code.js';
import { lintPaths } from '../lint/lint-files.js';
import { plural } from '../report/source-lines.js';
import type { StateWork } from './action.js';
import { type RuleOutcome, stateJson, tellProblems, writeOutcomes } from './report.js';
import { saveReplaced, writeLock } from './side-files.js';

const planned: Readonly<Record<PushAction, string | undefined>> = {
  create: 'would create',
  delete: 'would delete',
  none: undefined,
  refuse: 'not pushed',
  replace: 'would replace',
  update: 'would update',
};

const done: Readonly<Record<PushAction, string | undefined>> = {
  create: 'created',
  delete: 'deleted',
  none: undefined,
  refuse: 'not pushed',
  replace: 'replaced',
  update: 'updated',
};

/**
 * `rulewright state push`: shows what would be written to Kibana, and writes it with `--apply`. The lock is written after each
 * rule, so that a push that was interrupted goes on where it ended. Returns the exit code.
 */
export async function pushStates(work: StateWork): Promise<number> {
  const { stack, read, options, output, signal } = work;
  tellProblems(read, output);
  const errors = await lintErrors(work);
  const plan = planPush(read.states, {
    prune: options.flag('prune'),
    force: options.flag('force'),
    errorsOf: ({ here }) => (here ? errors.get(here.path) : undefined),
  });
  const isApplied = options.flag('apply');
  const outcomes: RuleOutcome[] = [];
  let isStopped = false;
  for (const one of plan) {
    if (!isApplied || isStopped || one.action === 'none' || one.action === 'refuse') {
      outcomes.push(plannedOutcome(one, isStopped));
      continue;
    }
    output.progress(`pushing ${one.state.name}`);
    const outcome = await pushOne(one, work);
    outcomes.push(outcome.outcome);
    isStopped = outcome.isLast || signal.aborted;
  }
  if (options.text('format') === 'json')
    output.report(stateJson(stack.profile.name, outcomes, read.problems));
  else {
    writeOutcomes(outcomes, output);
    const waiting = plan.filter(({ action }) => action !== 'none' && action !== 'refuse').length;
    if (!isApplied && waiting > 0)
      output.write(
        `nothing was written: pass --apply to write ${plural(waiting, 'change')} to ${stack.profile.name}\n`,
      );
  }
  if (signal.aborted) return exitCodes.interrupted;
  return exitCodeOf(read.problems, {
    unusable: read.problems.length > 0 || isStopped,
    findings: outcomes.some(({ problem }) => problem),
  });
}

function plannedOutcome({ state, action, reason, help }: PlannedPush, isStopped: boolean): RuleOutcome {
  if (isStopped && action !== 'none' && action !== 'refuse') return { state, outcome: 'not reached' };
  const outcome = planned[action];
  return {
    state,
    ...(outcome !== undefined && { outcome }),
    ...(reason !== undefined && { problem: { message: reason, ...(help !== undefined && { help }) } }),
  };
}

/** The errors of the files that a push would write, by path, in words. */
async function lintErrors({ read, output }: StateWork): Promise<Map<string, string>> {
  const paths = read.states.flatMap(({ here, status }) =>
    here && status !== 'same' && status !== 'prebuilt' ? [here.path] : [],
  );
  if (paths.length === 0) return new Map();
  const { findings } = await lintPaths(
    paths,
    { isShown: () => true, fix: 'no', profile: undefined, changedSince: undefined },
    output,
  );
  const errors = new Map<string, string>();
  for (const { path, severity, message, code } of findings)
    if (severity === 'error' && !errors.has(path)) errors.set(path, `it has an error: ${message} (${code})`);
  return errors;
}

interface PushedOne {
  readonly outcome: RuleOutcome;
  /** Whether the failure concerns the stack and not the rule, so that going on is of no use. */
  readonly isLast: boolean;
}

const stackFailures: ReadonlySet<string> = new Set([
  'cancelled',
  'certificate',
  'forbidden',
  'network',
  'redirect',
  'timeout',
  'too-many-requests',
  'unauthorized',
  'unreachable',
]);

async function pushOne(push: PlannedPush, work: StateWork): Promise<PushedOne> {
  const { state, action } = push;
  try {
    const problem = await write(push, work);
    writeLock(work.read.lockFile, work.read.lock);
    const outcome = problem ? 'not pushed' : done[action]!;
    return { outcome: { state, outcome, ...(problem && { problem }) }, isLast: false };
  } catch (error) {
    if (!(error instanceof StackError)) throw error;
    const { message, help, kind } = error;
    const problem = { message, ...(help !== undefined && { help }) };
    return { outcome: { state, outcome: 'not pushed', problem }, isLast: stackFailures.has(kind) };
  }
}

/** Writes one rule. Returns why not, where it was changed in Kibana since it was read. */
async function write(
  { state, action }: PlannedPush,
  { stack, read, options, signal }: StateWork,
): Promise<RuleOutcome['problem']> {
  const kibana = stack.kibana();
  const { ruleId, here } = state;
  const now = await findRule(kibana, ruleId, signal);
  if (now?.revision !== state.there?.revision)
    return { message: 'it was changed in Kibana a moment ago', help: 'Run the command again.' };
  if (now && (options.flag('force') || action !== 'update')) keepCopy(now, state, read.lockFile);
  if (action === 'delete' || action === 'replace') await deleteRule(kibana, ruleId, signal);
  if (action === 'delete' || !here) {
    read.lock.delete(ruleId);
    return undefined;
  }
  const payload = now ? withKept(here.payload, now.payload) : here.payload;
  const written =
    action === 'update'
      ? await replaceRule(kibana, payload, signal)
      : await createRule(kibana, payload, signal);
  read.lock.set(ruleId, lockedRule(here.payload, written));
  return undefined;
}

/** What is taken away from Kibana stays on this machine. */
function keepCopy({ payload, revision }: RemoteRule, { ruleId }: RuleState, lockFile: string): void {
  saveReplaced(lockFile, `${ruleId}-revision-${revision}`, `${JSON.stringify(payload, undefined, 2)}\n`);
}
