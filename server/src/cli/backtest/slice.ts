import { statSync } from 'node:fs';
import type { SeenTerms } from '../../evaluate/new-terms/terms.js';
import type { LineFilter } from '../../evaluate/run/prefilter.js';
import type { RuleResult } from '../../evaluate/run/run-rule.js';
import { createRuleRunner, type RuleRunner } from '../../evaluate/run/run-rules.js';
import type { SequenceOrder } from '../../evaluate/run/sequence-query.js';
import {
  mostEvents,
  mostRaised,
  type RaisedEvent,
  type RaisedEvents,
} from '../../testing/backtest/outcome.js';
import type { Problem } from '../../text/problem.js';
import { type EventsRead, readEvents, readsOnce } from '../event-files.js';
import type { FileFinding } from '../findings.js';
import type { Output } from '../output.js';
import { spillingStorage } from '../run/storage/spilling-storage.js';
import { type BacktestRules, preparedOf } from './load.js';

/** The result of one rule on one file. */
export interface RuleSlice {
  /** The rule's path. */
  readonly rule: string;
  readonly alerts: number;
  readonly raised: readonly RaisedEvents[];
  /** Why the search failed, and the address of the event that it failed on. */
  readonly failure?: { readonly problem: Problem; readonly address: string | undefined };
  /** The file's values, for new_terms. Its alerts also depend on the other files. */
  readonly seen?: SeenTerms<RaisedEvent>;
}

/** The results of all rules on one file. Sent between threads. */
export interface Slice {
  /** The file's index. */
  readonly file: number;
  readonly events: number;
  /** The rules that have something to report. */
  readonly rules: readonly RuleSlice[];
  readonly problems: readonly FileFinding[];
}

/** Options for running a file. */
export interface SliceOptions {
  readonly signal: AbortSignal;
  /** Called periodically with the number of events read so far. */
  readonly progress?: (events: number) => void;
}

/** In files up to this size, the events that a sequence waits on always fit into memory. */
const smallBytes = 8 * 1024 * 1024;

/**
 * Runs all rules on one file as if it were the only one. Returns undefined if it was stopped before the end.
 */
export async function runSlice(
  { subjects, active, runner, filter }: BacktestRules,
  path: string,
  file: number,
  options: SliceOptions,
): Promise<Slice | undefined> {
  const isSmall = (statSync(path, { throwIfNoEntry: false })?.size ?? 0) < smallBytes;
  const order = isSmall || readsOnce(path) ? 'sorted' : 'given';
  const first = await runPass(runner, path, order, isSmall ? undefined : filter(), options);
  const results = new Map(first.results.map((result, index) => [active[index]!, result]));
  const disordered = active.filter((rule) => results.get(rule)?.disordered);
  if (disordered.length > 0 && !options.signal.aborted) {
    const some = createRuleRunner(disordered.flatMap((rule) => preparedOf(subjects[rule]!)));
    const second = await runPass(some, path, 'sorted', undefined, options);
    second.results.forEach((result, index) => {
      results.set(disordered[index]!, result);
    });
  }
  if (options.signal.aborted) return undefined;
  const { read } = first;
  const rules = active.flatMap(
    (rule) => ruleSlice(subjects[rule]!.path ?? '', results.get(rule)!, read) ?? [],
  );
  return { file, events: read.events, rules, problems: firstOf(read.problems) };
}

/** Limit of problems per file: further ones add no information. */
const mostProblems = 100;

function firstOf(problems: readonly FileFinding[]): FileFinding[] {
  const first = problems.slice(0, mostProblems);
  const [last] = problems.slice(-1);
  if (last && problems.length > mostProblems)
    first.push({
      ...last,
      message: `${problems.length - mostProblems} more problems; the last one: ${last.message}`,
    });
  return first;
}

interface Pass {
  readonly read: EventsRead;
  readonly results: readonly RuleResult<number>[];
}

async function runPass(
  runner: RuleRunner,
  path: string,
  order: SequenceOrder,
  filter: LineFilter | undefined,
  { signal, progress }: SliceOptions,
): Promise<Pass> {
  const run = runner.start<number>(() => ({ order, storage }));
  let events = 0;
  const read = await readEvents(
    [path],
    (event, number) => {
      if (++events % eventsPerReport === 0) progress?.(events);
      run.read(event, number);
    },
    silent,
    { signal, filter },
  );
  return { read, results: signal.aborted ? [] : run.finish() };
}

const eventsPerReport = 1_000;
const storage = spillingStorage();

const silent: Output = {
  write: () => {},
  report: () => {},
  drained: async () => {},
  message: () => {},
  progress: () => {},
  colors: {} as Output['colors'],
};

/** Returns the result of a rule, or undefined if there is nothing to report. */
function ruleSlice(
  rule: string,
  { alerts, problem, failedAt, seenTerms }: RuleResult<number>,
  read: EventsRead,
): RuleSlice | undefined {
  const placeOf = (number: number): RaisedEvent => ({
    index: read.locate(number).index,
    line: read.lineOf(number),
  });
  const seen = problem ? undefined : seenTerms?.();
  const hasSeen = seen !== undefined && seen.terms.length > 0;
  if (alerts.length === 0 && !problem && !hasSeen) return undefined;
  const raised = alerts
    .slice(0, mostRaised)
    .map(
      ({ events }): RaisedEvents =>
        events.slice(0, mostEvents).map((number) => (number === null ? null : placeOf(number))),
    );
  return {
    rule,
    alerts: alerts.length,
    raised: seen ? [] : raised,
    ...(problem && {
      failure: {
        problem,
        address: failedAt === undefined ? undefined : read.addressOf(failedAt),
      },
    }),
    ...(hasSeen && { seen: placed(seen, placeOf) }),
  };
}

/** Returns the same values with the positions of their events in the file. */
function placed(
  { span, terms }: SeenTerms<number>,
  placeOf: (number: number) => RaisedEvent,
): SeenTerms<RaisedEvent> {
  return {
    span,
    terms: terms.map(({ id, first, times }) => ({
      id,
      times,
      first: first && {
        time: first.time,
        origin: first.origin === undefined ? undefined : placeOf(first.origin),
      },
    })),
  };
}
