import { type NearMisses, nearMisses } from '../../evaluate/explain/near-misses.js';
import { createLineFilter } from '../../evaluate/run/prefilter.js';
import type { RuleResult } from '../../evaluate/run/run-rule.js';
import { startRules } from '../../evaluate/run/run-rules.js';
import { visibleLine } from '../../text/visible.js';
import { type EventsRead, eventPaths, type ReadOptions, readEvents, readsOnce } from '../event-files.js';
import { exitCodeOf, exitCodes } from '../exit-code.js';
import { type FileFinding, fileFinding } from '../findings.js';
import { listenForInterrupt } from '../interrupt.js';
import { type ParsedOptions, UsageError } from '../options.js';
import type { Output } from '../output.js';
import { plural } from '../report/source-lines.js';
import { readRuleInputs, tellUnusedInputs } from '../rule-inputs.js';
import { eventsOf, keepFieldValues, readFieldNames, readFieldValues } from './field-values.js';
import { shownAlerts, writeNearMisses, writePretty } from './pretty.js';
import { distinct, noAlerts, type RuleReport, reportOf, writeJson } from './report.js';
import { runAllAsEngine } from './run-as-engine.js';
import { spillingStorage } from './storage/spilling-storage.js';
import { readNow, type Subject, subjectsOf } from './subjects.js';

/** `rulewright run`: returns the exit code. */
export async function runCommand(options: ParsedOptions, output: Output): Promise<number> {
  if (options.text('on') !== undefined) {
    const { runOn } = await import('../stack/run-on.js');
    return runOn(options, output);
  }
  const alone = ['last', 'size', 'save', 'compare', 'explain-zero'].find(
    (name) => options.flag(name) || options.text(name),
  );
  if (alone !== undefined) throw new UsageError(`--${alone} needs --on PROFILE`);
  const fieldNames = readFieldNames(options);
  const given = await readRuleInputs(options, output);
  const { subjects: loaded, unreadable } = await subjectsOf(options, given, output);
  const json = options.text('format') === 'json';
  if (loaded.length === 0) return nothingToRun(options, unreadable, json, output);
  tellUnusedInputs(
    options,
    loaded.flatMap((subject) => subject.loaded?.rule ?? []),
    output,
  );
  const paths = eventPaths(
    options.texts('events'),
    loaded.map(({ path }) => path),
    output,
  );
  const verbose = options.flag('verbose');
  const interrupt = listenForInterrupt();
  const { signal } = interrupt;
  // Input that can be read only once must be kept before it is known which events raise alerts.
  const keeper = fieldNames.length > 0 && paths.some(readsOnce) ? keepFieldValues(fieldNames) : undefined;
  const reading: ReadOptions = { signal, ...(keeper && { observe: keeper.add }) };
  const { subjects, read } = options.flag('as-engine')
    ? await runSubjectsAsEngine(loaded, paths, output, { now: readNow(options), reading })
    : { subjects: loaded, read: await runAll(loaded, paths, output, { reading, verbose }) };
  const { results, events, addressOf } = read;
  const readProblems = [...given.problems, ...read.problems];
  interrupt.end();
  const reports = subjects.map((subject, index) =>
    reportOf(subject, results[index], events, index === 0 ? readProblems : [], addressOf),
  );
  const problems = [...unreadable, ...reports.flatMap((report) => report.problems)];
  const values =
    fieldNames.length === 0
      ? undefined
      : (keeper?.kept ??
        (await readFieldValues(
          fieldNames,
          paths,
          eventsOf(reports, json ? Number.POSITIVE_INFINITY : shownAlerts),
          output,
        )));
  if (json) {
    await writeJson([...reports, ...unreadable.map(unreadableReport)], read.locate, values, output);
  } else {
    writePretty(reports, subjects, unreadable, { addressOf, values }, output);
    if (verbose) writeNearMisses(subjects, read.misses, addressOf, output);
  }
  if (signal.aborted) {
    output.message(`rulewright: stopped after ${plural(events, 'event')}; these are the alerts so far`);
    return exitCodes.interrupted;
  }
  return exitCodeOf(problems, { unusable: problems.some(({ severity }) => severity === 'error') });
}

/** Reports why there is no rule, without looking for events. */
async function nothingToRun(
  options: ParsedOptions,
  unreadable: readonly FileFinding[],
  json: boolean,
  output: Output,
): Promise<number> {
  if (unreadable.length === 0)
    output.message(visibleLine(`rulewright: no rules in ${options.positionals.join(', ')}`));
  if (json) await writeJson(unreadable.map(unreadableReport), noEvents, undefined, output);
  else writePretty([], [], unreadable, { addressOf: String, values: undefined }, output);
  return exitCodeOf(unreadable, { unusable: true });
}

const noEvents: EventsRead['locate'] = (index) => ({ path: '', index });

function unreadableReport(finding: FileFinding): RuleReport {
  return { rule: finding.path, alerts: noAlerts, events: 0, problems: [finding] };
}

/** Limits of the events examined for near misses, and of those shown. */
const nearMissLimits = { most: 3, candidates: 2_000 };

interface AllResults extends EventsRead {
  /** For each rule the events that nearly match, when requested. */
  readonly misses: readonly (NearMisses<number> | undefined)[];
  /** Events are named by their number. */
  readonly results: readonly (RuleResult<number> | undefined)[];
}

/**
 * Reads the events once for all rules. Sequences process events as they come; if files turn out not to be in
 * time order, the affected sequences run again with sorting. Standard input and pipes cannot be read twice,
 * so for them sequences sort from the start.
 */
async function runAll(
  subjects: readonly Subject[],
  paths: readonly string[],
  output: Output,
  { reading, verbose }: { readonly reading: ReadOptions; readonly verbose: boolean },
): Promise<AllResults> {
  const misses = subjects.map(({ prepared }) =>
    verbose && prepared.ok ? nearMisses<number>(prepared, nearMissLimits) : undefined,
  );
  const pass = async (order: 'given' | 'sorted', wanted: (index: number) => boolean): Promise<AllResults> => {
    const active = subjects.flatMap(({ prepared }, index) =>
      prepared.ok && wanted(index) ? [{ index, prepared }] : [],
    );
    const run = startRules<number>(
      active.map(({ prepared }) => prepared),
      () => ({ order, storage: spillingStorage() }),
    );
    const read = await readEvents(
      paths,
      (event, number) => {
        run.read(event, number);
        if (verbose) for (const miss of misses) if (miss?.looking()) miss.offer(event, number);
      },
      output,
      { ...reading, filter: createLineFilter(run.required) },
    );
    const results: (RuleResult<number> | undefined)[] = subjects.map(() => undefined);
    run.finish().forEach((result, at) => {
      results[active[at]!.index] = result;
    });
    return { ...read, misses, results };
  };

  const first = await pass(paths.some(readsOnce) ? 'sorted' : 'given', () => true);
  if (!first.results.some((result) => result?.disordered) || reading.signal?.aborted) return first;
  output.message('rulewright: the events are not in time order; they are sorted for sequences');
  const second = await pass('sorted', (index) => first.results[index]?.disordered === true);
  return {
    ...first,
    problems: distinct([
      ...first.problems,
      ...second.problems,
      ...changedMeanwhile(first, second, reading.signal?.aborted === true),
    ]),
    results: first.results.map((result, index) => second.results[index] ?? result),
  };
}

/**
 * Reports files that are still being written or were removed, and so return different events the second time.
 */
function changedMeanwhile(first: EventsRead, second: EventsRead, stopped: boolean): FileFinding[] {
  if (stopped || (first.events === second.events && first.versions.join() === second.versions.join()))
    return [];
  const message = `the events changed while they were read: ${first.events} at first, ${second.events} when they were sorted`;
  return [fileFinding('--events', 'unreadable', message)];
}

async function runSubjectsAsEngine(
  loaded: readonly Subject[],
  paths: readonly string[],
  output: Output,
  options: Parameters<typeof runAllAsEngine>[3],
): Promise<{ readonly subjects: readonly Subject[]; readonly read: AllResults }> {
  const rules = loaded.flatMap(({ loaded: one, inputs }) => (one ? [{ rule: one.rule, inputs }] : []));
  const { read, results } = await runAllAsEngine(rules, paths, output, options);
  const subjects = loaded.map(
    (subject, index): Subject => ({
      ...subject,
      prepared: results[index]!.prepared,
      notes: results[index]!.notes,
    }),
  );
  return { subjects, read: { ...read, misses: [], results: results.map(({ result }) => result) } };
}
