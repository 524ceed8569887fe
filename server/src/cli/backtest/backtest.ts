import { availableParallelism } from 'node:os';
import { compareWithBaseline, parseBaseline } from '../../testing/backtest/baseline.js';
import {
  type CheckedExpectation,
  checkExpectations,
  compareWithExpectations,
} from '../../testing/backtest/compare-expectations.js';
import {
  type Deviations,
  type RuleAlerts,
  type UnexpectedPolicy,
  unexpectedPolicies,
} from '../../testing/backtest/outcome.js';
import { visibleLine } from '../../text/visible.js';
import { exitCodeOf, exitCodes } from '../exit-code.js';
import { type FileFinding, fileFinding } from '../findings.js';
import { listenForInterrupt } from '../interrupt.js';
import { type ParsedOptions, UsageError } from '../options.js';
import type { Output } from '../output.js';
import { readRuleText } from '../read-rule.js';
import { plural } from '../report/source-lines.js';
import { readNow, type Subject } from '../run/subjects.js';
import { caseExpectations } from './case-expectations.js';
import { combineSlices } from './combine.js';
import { type EventSet, findEventSet } from './event-set.js';
import { readExpectations } from './expectations.js';
import { loadBacktestRules, sourcesOf } from './load.js';
import { type BacktestReport, failuresOf } from './report.js';
import { writeJson } from './report-json.js';
import { writeJunit } from './report-junit.js';
import { backtestMarkdown } from './report-markdown.js';
import { writePretty } from './report-pretty.js';
import { runShards, shardTask } from './shards.js';

/** `rulewright backtest`: returns the exit code. */
export async function backtestCommand(options: ParsedOptions, output: Output): Promise<number> {
  if (options.text('expect') !== undefined && options.text('baseline') !== undefined)
    throw new UsageError('backtest takes either --expect or --baseline, not both');
  const events = findEventSet(options.texts('events'), output);
  const sources = sourcesOf(options, readNow(options));
  const task = shardTask(sources, events.paths, events.sizes);
  const interrupt = listenForInterrupt();
  const load = () => loadBacktestRules(sources, output);
  const run = await runShards(task, jobsOf(options, events), load, interrupt.signal, output);
  interrupt.end();
  const combined = combineSlices(run.rules.subjects, events.paths, run.slices);
  const counts = countEvents(events, run.slices);
  const compared = compare(options, run.rules.subjects, combined.rules, events, counts);
  const isStopped = interrupt.signal.aborted;
  const files = events.paths.flatMap((path, index) => {
    const slice = run.slices[index];
    return slice ? [{ path, events: slice.events }] : [];
  });
  const report: BacktestReport = {
    rules: combined.rules,
    files,
    events: files.reduce((sum, file) => sum + file.events, 0),
    // Nothing is known about files that were not run, so nothing can be missing from them.
    ...(isStopped ? nothing : compared),
    baseline: options.text('baseline'),
    problems: [
      ...events.problems,
      ...run.rules.problems,
      ...combined.problems,
      ...compared.problems,
      ...(isStopped ? [] : notRun(events, run)),
    ],
    stoppedBefore: isStopped ? events.paths.length - files.length : 0,
  };
  await write(report, options, output);
  if (isStopped) {
    output.message(
      `rulewright: stopped after ${files.length} of ${plural(events.paths.length, 'file')}; these are the alerts so far`,
    );
    return exitCodes.interrupted;
  }
  if (combined.rules.length === 0)
    output.message(visibleLine(`rulewright: no rules in ${options.positionals.join(', ') || 'this folder'}`));
  return exitCodeOf(report.problems, {
    unusable:
      combined.rules.length === 0 ||
      files.length === 0 ||
      report.problems.some(({ severity }) => severity === 'error'),
    findings: failuresOf(report).length > 0,
  });
}

const nothing = { expectations: [], unexpected: [], missing: [] };

/** Returns the number of events read from each file. */
function countEvents(
  { paths }: EventSet,
  slices: readonly ({ readonly events: number } | undefined)[],
): ReadonlyMap<string, number> {
  return new Map(
    paths.flatMap((path, index) => {
      const slice = slices[index];
      return slice ? [[path, slice.events] as const] : [];
    }),
  );
}

interface Compared extends Deviations {
  readonly expectations: readonly CheckedExpectation[];
  readonly problems: readonly FileFinding[];
}

/** Compares alerts with the expectations and the baseline of the options. */
function compare(
  options: ParsedOptions,
  subjects: readonly Subject[],
  rules: readonly RuleAlerts[],
  events: EventSet,
  counts: ReadonlyMap<string, number>,
): Compared {
  const policy = unexpectedPolicies.find((one) => one === options.text('unexpected'));
  const baseline = options.text('baseline');
  if (baseline !== undefined) return compareBaseline(baseline, rules, counts, policy);
  const path = options.text('expect');
  const read =
    path === undefined
      ? { unexpected: 'ignore' as const, expectations: [], problems: [] }
      : readExpectations(path, rules, events);
  // An expectation written for the backtest overrides one from a test.
  const ofTests = caseExpectations(subjects, rules, events).filter(
    ({ rule, pattern = '' }) => !read.expectations.some((one) => one.rule === rule && one.covers(pattern)),
  );
  const checked = checkExpectations([...read.expectations, ...ofTests]);
  const deviations = compareWithExpectations(rules, checked, policy ?? read.unexpected ?? 'warn');
  return { ...deviations, expectations: checked, problems: read.problems };
}

function compareBaseline(
  path: string,
  rules: readonly RuleAlerts[],
  events: ReadonlyMap<string, number>,
  policy: UnexpectedPolicy = 'fail',
): Compared {
  const read = readRuleText(path);
  if ('error' in read) return { ...nothing, problems: [fileFinding(path, 'unreadable', read.error)] };
  const parsed = parseBaseline(read.text);
  if (!parsed.ok) return { ...nothing, problems: [fileFinding(path, 'expectation-file', parsed.error)] };
  const deviations = compareWithBaseline(parsed.baseline, { rules, events, policy });
  return { ...deviations, expectations: [], problems: [] };
}

/** Returns the files that no thread finished because one failed. */
function notRun(
  { paths }: EventSet,
  { slices, failures }: Awaited<ReturnType<typeof runShards>>,
): FileFinding[] {
  return paths.flatMap((path, index) =>
    slices[index]
      ? []
      : [fileFinding(path, 'internal-error', `the file was not run: ${failures[0] ?? 'its thread ended'}`)],
  );
}

/** Minimum share of a thread, which needs some time to load the rules. */
const bytesPerJob = 32 * 1024 * 1024;

function jobsOf(options: ParsedOptions, { paths, sizes }: EventSet): number {
  const given = options.text('jobs');
  const most = Math.max(1, paths.length);
  if (given !== undefined) {
    if (!/^[1-9]\d{0,3}$/.test(given)) throw new UsageError(`--jobs takes a number from 1, not "${given}"`);
    return Math.min(Number(given), most);
  }
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  return Math.min(availableParallelism(), most, Math.max(1, Math.ceil(bytes / bytesPerJob)));
}

async function write(report: BacktestReport, options: ParsedOptions, output: Output): Promise<void> {
  switch (options.text('format')) {
    case 'json':
      return writeJson(report, output);
    case 'junit':
      return writeJunit(report, output);
    case 'markdown':
      return output.report(backtestMarkdown(report));
    default:
      return writePretty(report, options.flag('verbose'), output);
  }
}
