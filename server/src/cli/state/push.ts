import { StackError } from '../../stack/stack-error.js';
import { lockedRule, type RuleState } from '../../stack/state/compare.js';
import { type PlannedPush, type PushAction, planPush } from '../../stack/state/plan-push.js';
import { exitCodeOf, exitCodes } from '../exit-code.js';
import { lintPaths } from '../lint/lint-files.js';
import { plural } from '../report/source-lines.js';
import type { StateWork } from './action.js';
import { pushRule } from './push-rule.js';
import { type RuleOutcome, stateJson, tellProblems, writeOutcomes } from './report.js';
import { writeLock } from './side-files.js';

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
 * `rulewright state push`: shows what would be written to Kibana, and writes it with `--apply`. The lock is
 * written after each rule, so that an interrupted push can be continued. Returns the exit code.
 */
export async function pushStates(work: StateWork): Promise<number> {
  const { stack, read, options, output, signal } = work;
  tellProblems(read, output);
  const errors = await lintErrors(work);
  const plan = planPush(read.states, {
    prune: options.flag('prune'),
    force: options.flag('force'),
    mayNotDelete: read.incomplete ?? tooMany(read.states, options.flag('force')),
    errorsOf: ({ here }) => (here ? errors.get(here.path) : undefined),
  });
  const isApplied = options.flag('apply');
  if (isApplied) rememberSame(work);
  const outcomes: RuleOutcome[] = [];
  let isStopped = false;
  for (const one of plan) {
    if (!isApplied || isStopped || one.action === 'none' || one.action === 'refuse') {
      outcomes.push(plannedOutcome(one, isStopped));
      continue;
    }
    output.progress(`pushing ${one.state.name}`);
    const { outcome, isLast } = await pushOne(one, work);
    outcomes.push(outcome);
    isStopped = isLast || signal.aborted;
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

/**
 * A push deletes up to this many rules without `--force`, and more if they are at most half of the known
 * ones.
 */
const fewRules = 10;

/** Returns why so many rules are not deleted: a moved folder looks the same as deleted rules. */
function tooMany(states: readonly RuleState[], isForced: boolean): string | undefined {
  const gone = states.filter(({ status }) => status === 'deleted-here').length;
  const known = states.filter(({ locked }) => locked).length;
  if (isForced || gone <= fewRules || gone * 2 <= known) return undefined;
  return `${gone} of ${known} rules would be deleted; pass --force if you want that`;
}

/**
 * Records where both sides agree, which an interrupted push may not have done. It also verifies that the lock
 * is writable before anything changes.
 */
function rememberSame({ stack, read }: StateWork): void {
  for (const { status, ruleId, here, there } of read.states)
    if (status === 'same' && here && there) read.lock.set(ruleId, lockedRule(here.payload, there));
  writeLock(read.lockFile, read.lock, stack.profile);
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

/** Returns the errors in the files that a push would write, by path, in words. */
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
  /** Whether the failure is about the stack and not the rule, so that there is no point in continuing. */
  readonly isLast: boolean;
}

const stackFailures: ReadonlySet<string> = new Set([
  'cancelled',
  'certificate',
  'forbidden',
  'network',
  'redirect',
  'setup',
  'timeout',
  'too-many-requests',
  'unauthorized',
  'unreachable',
]);

async function pushOne(push: PlannedPush, work: StateWork): Promise<PushedOne> {
  const { state, action } = push;
  const failed = (problem: NonNullable<RuleOutcome['problem']>, outcome = 'not pushed', isLast = false) => ({
    outcome: { state, outcome, problem },
    isLast,
  });
  let pushed: Awaited<ReturnType<typeof pushRule>>;
  try {
    pushed = await pushRule(push, work);
  } catch (error) {
    if (!(error instanceof StackError)) throw error;
    const { message, help, kind } = error;
    return failed({ message, ...(help !== undefined && { help }) }, 'not pushed', stackFailures.has(kind));
  }
  if ('refused' in pushed) return failed(pushed.refused);
  try {
    writeLock(work.read.lockFile, work.read.lock, work.stack.profile);
  } catch (error) {
    if (!(error instanceof StackError)) throw error;
    return failed(
      { message: `it was pushed, but this could not be recorded: ${error.message}` },
      done[action],
      true,
    );
  }
  return pushed.warning === undefined
    ? { outcome: { state, outcome: done[action]! }, isLast: false }
    : failed({ message: pushed.warning }, done[action]);
}
