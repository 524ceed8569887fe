import { droppedByEngine } from '../evaluate/engine/run-as-engine.js';
import { clauseText } from '../evaluate/explain/explain-text.js';
import { type NearMisses, nearMisses } from '../evaluate/explain/near-misses.js';
import { outsideNote } from '../evaluate/outside-window.js';
import { type PreparedRule, prepareQuery } from '../evaluate/prepare/prepare-query.js';
import { prepareRule } from '../evaluate/prepare/prepare-rule.js';
import { type RuleInputs, withFields } from '../evaluate/prepare/rule-inputs.js';
import type { RunProblem, UnpreparedRule } from '../evaluate/prepare/unprepared.js';
import { type AlertList, alertList } from '../evaluate/run/alert-list.js';
import { createLineFilter } from '../evaluate/run/prefilter.js';
import type { Alert, RuleResult } from '../evaluate/run/run-rule.js';
import { startRules } from '../evaluate/run/run-rules.js';
import { readIsoDate } from '../fields/dates.js';
import type { QueryLanguage } from '../query/languages.js';
import { internalErrorCode } from '../text/internal-error.js';
import { indexLines } from '../text/lines.js';
import type { Problem } from '../text/problem.js';
import { visibleLine } from '../text/visible.js';
import { type EventOrigin, type EventsRead, eventPaths, readEvents, readsOnce } from './event-files.js';
import { exitCodeOf, exitCodes } from './exit-code.js';
import { type FileFinding, fileFinding, toFileFinding } from './findings.js';
import { listenForInterrupt } from './interrupt.js';
import { type LoadedRule, loadRules, ruleFinding } from './load-rules.js';
import { type ParsedOptions, UsageError } from './options.js';
import type { Output } from './output.js';
import { jsonText } from './report/json.js';
import { plural, renderFinding } from './report/source-lines.js';
import { ruleFieldsReader } from './rule-fields.js';
import { type InputsRead, readRuleInputs, tellUnusedInputs } from './rule-inputs.js';
import { runAllAsEngine } from './run-as-engine.js';
import { spillingStore } from './spilled-hits.js';

/** One rule or query that is run, and how its problems become findings. */
interface Subject {
  readonly path: string | null;
  readonly prepared: PreparedRule | UnpreparedRule;
  readonly find: (problem: RunProblem) => FileFinding;
  readonly loaded: LoadedRule | undefined;
  /** What the rule looks at beside events. */
  readonly inputs: RuleInputs;
  /** What there is to know of the run beside its alerts. */
  readonly notes?: readonly RunProblem[];
}

/** The result for one rule in the form of the JSON report (DESIGN section 2). */
interface RuleReport {
  readonly rule: string | null;
  readonly alerts: AlertList<number>;
  readonly events: number;
  readonly problems: readonly FileFinding[];
}

/** `rulewright run`: returns the exit code. */
export async function runCommand(options: ParsedOptions, output: Output): Promise<number> {
  const given = await readRuleInputs(options, output);
  const { subjects: loaded, unreadable } = await subjectsOf(options, given, output);
  tellUnusedInputs(
    options,
    loaded.flatMap((subject) => subject.loaded?.rule ?? []),
    output,
  );
  const paths = eventPaths(
    options.texts('events'),
    loaded.flatMap(({ path }) => path ?? []),
    output,
  );
  const verbose = options.flag('verbose');
  const interrupt = listenForInterrupt();
  const { signal } = interrupt;
  const { subjects, read } = options.flag('as-engine')
    ? await runSubjectsAsEngine(loaded, paths, output, {
        now: readNow(options),
        signal,
      })
    : { subjects: loaded, read: await runAll(loaded, paths, output, { signal, verbose }) };
  const { results, events } = read;
  const readProblems = [...given.problems, ...read.problems];
  interrupt.end();
  const reports = subjects.map((subject, index) =>
    reportOf(subject, results[index], events, index === 0 ? readProblems : [], read.locate),
  );
  const problems = [...unreadable, ...reports.flatMap((report) => report.problems)];
  if (options.text('format') === 'json') {
    const broken = unreadable.map((finding) => ({
      rule: finding.path,
      alerts: noAlerts,
      events: 0,
      problems: [finding],
    }));
    await writeJson([...reports, ...broken], read.locate, output);
  } else {
    writePretty(reports, subjects, unreadable, read.locate, output);
    if (verbose) writeNearMisses(subjects, read, output);
  }
  if (signal.aborted) {
    output.message(`rulewright: stopped after ${plural(events, 'event')}; these are the alerts so far`);
    return exitCodes.interrupted;
  }
  return exitCodeOf(problems, { unusable: problems.some(({ severity }) => severity === 'error') });
}

/** Events looked at for near misses, and how many of them are shown. */
const nearMissLimits = { most: 3, candidates: 2_000 };

interface AllResults extends EventsRead {
  /** For each rule the events that nearly match, when they are asked for. */
  readonly misses: readonly (NearMisses<number> | undefined)[];
  /** Events are named by their number. */
  readonly results: readonly (RuleResult<number> | undefined)[];
}

/**
 * Reads the events once for all rules. Sequences take events as they come; those for which files turn out not to be in
 * order of time are run again with sorting. Standard input and pipes cannot be read twice, so there they sort at once.
 */
async function runAll(
  subjects: readonly Subject[],
  paths: readonly string[],
  output: Output,
  { signal, verbose }: { readonly signal: AbortSignal; readonly verbose: boolean },
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
      () => (order === 'sorted' ? { order, store: spillingStore() } : { order }),
    );
    const read = await readEvents(
      paths,
      (event, number) => {
        run.read(event, number);
        if (verbose) for (const miss of misses) if (miss?.looking()) miss.offer(event, number);
      },
      output,
      { filter: createLineFilter(run.required), signal },
    );
    const results: (RuleResult<number> | undefined)[] = subjects.map(() => undefined);
    run.finish().forEach((result, at) => {
      results[active[at]!.index] = result;
    });
    return { ...read, misses, results };
  };

  const first = await pass(paths.some(readsOnce) ? 'sorted' : 'given', () => true);
  if (!first.results.some((result) => result?.disordered) || signal.aborted) return first;
  output.message('rulewright: the events are not in order of time; they are sorted for sequences');
  const second = await pass('sorted', (index) => first.results[index]?.disordered === true);
  return {
    ...first,
    problems: distinct([
      ...first.problems,
      ...second.problems,
      ...changedMeanwhile(first, second, signal.aborted),
    ]),
    results: first.results.map((result, index) => second.results[index] ?? result),
  };
}

/** Files that are still written to, or that are gone, give other events the second time. */
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

/** The value of `--now`. Throws {@link UsageError} when it is no time. */
export function readNow(options: ParsedOptions): string | undefined {
  const now = options.text('now');
  if (now !== undefined && !readIsoDate(now))
    throw new UsageError(`--now takes a time in ISO 8601, not "${now}"`);
  return now;
}

async function subjectsOf(
  options: ParsedOptions,
  { inputs, exceptions }: InputsRead,
  output: Output,
): Promise<{ subjects: Subject[]; unreadable: readonly FileFinding[] }> {
  const now = readNow(options);
  const settings = now === undefined ? {} : { now };
  const query = options.text('query');
  if (query !== undefined) {
    if (options.positionals.length > 0) throw new UsageError('run takes either rules or --query, not both');
    if (options.flag('as-engine'))
      throw new UsageError('--as-engine needs a rule', 'a query alone has no window, index and limits');
    const language = (options.text('language') ?? 'eql') as QueryLanguage;
    const lines = indexLines(query);
    const find = (problem: Problem): FileFinding => toFileFinding(problem, '--query', lines);
    return {
      subjects: [
        { path: null, prepared: prepareQuery(query, language, settings), find, loaded: undefined, inputs },
      ],
      unreadable: [],
    };
  }
  if (options.positionals.length === 0)
    throw new UsageError('run needs a rule', 'name a rule file or folder, or give --query');
  const { rules, unreadable } = loadRules(options.positionals, output);
  const fieldsOf = ruleFieldsReader(output);
  const subjects: Subject[] = [];
  for (const loaded of rules) {
    const { path, rule } = loaded;
    const own = withFields(inputs, (await fieldsOf(path))(rule.document));
    subjects.push({
      path,
      prepared: prepareRule(rule, settings, own),
      find: (problem) => ruleFinding(problem, loaded, exceptions),
      loaded,
      inputs: own,
    });
  }
  return { subjects, unreadable };
}

function reportOf(
  { path, prepared, find, loaded, notes }: Subject,
  result: RuleResult<number> | undefined,
  events: number,
  eventProblems: readonly FileFinding[],
  locate: Locate,
): RuleReport {
  if (!result) {
    const problems = prepared.ok ? [] : prepared.problems.map(find);
    return { rule: path, alerts: noAlerts, events, problems: distinct([...problems, ...eventProblems]) };
  }
  const { alerts, problem, failedAt, windowUse } = result;
  if (!problem) {
    const dropped = loaded && !notes ? droppedByEngine(loaded.rule, alerts.length) : undefined;
    const describe = (numbers: readonly number[]): string =>
      describeAlert({ events: numbers.map(locate) }, ', ');
    const outside = loaded && windowUse && outsideNote(loaded.rule, windowUse, describe);
    const told = [...(notes ?? []), dropped, outside].filter((one) => one !== undefined);
    return { rule: path, alerts, events, problems: [...told.map(find), ...eventProblems] };
  }
  const message = failedAt === undefined ? problem.message : failedSearch(problem.message, locate(failedAt));
  return { rule: path, alerts, events, problems: [find({ ...problem, message }), ...eventProblems] };
}

/** The message of a search that failed on an event. */
export function failedSearch(message: string, { path, index }: EventOrigin): string {
  return `${message}, at event ${index} of ${path}; the search fails as a whole`;
}

/** Findings without those that stand there already. */
function distinct(findings: readonly FileFinding[]): readonly FileFinding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}

/** Alerts written at a time, so that millions of them need no text of their own size in memory. */
const alertsPerPiece = 1_000;

const noAlerts = alertList<number>(0, () => ({ events: [] }));

type Locate = (number: number) => EventOrigin;

/** An alert with the places of its events. */
function locateAlert({ events, suppressed, ...rest }: Alert<number>, locate: Locate): Alert<EventOrigin> {
  const located = events.map((event) => (event === null ? null : locate(event)));
  return { events: located, ...rest, ...(suppressed && { suppressed: suppressed.map(locate) }) };
}

async function writeJson(reports: readonly RuleReport[], locate: Locate, output: Output): Promise<void> {
  output.report('{"version":1,"rules":[');
  for (const [index, { rule, alerts, events, problems }] of reports.entries()) {
    output.report(`${index === 0 ? '' : ','}\n{"rule":${jsonText(rule)},"alerts":[`);
    for (let start = 0; start < alerts.length; start += alertsPerPiece) {
      const piece = alerts
        .slice(start, start + alertsPerPiece)
        .map((alert) => jsonText(locateAlert(alert, locate)));
      output.report(`${start === 0 ? '\n' : ',\n'}${piece.join(',\n')}`);
      await output.drained();
    }
    output.report(`],"events":${events},"problems":${jsonText(problems)}}`);
  }
  output.report('\n]}\n');
}

const shownAlerts = 20;

function writePretty(
  reports: readonly RuleReport[],
  subjects: readonly Subject[],
  unreadable: readonly FileFinding[],
  locate: Locate,
  output: Output,
): void {
  const { colors } = output;
  reports.forEach(({ rule, alerts, events, problems }, index) => {
    const subject = subjects[index]!;
    const describe = isGrouped(subject) ? describeGroup : describeAlert;
    const title = rule === null ? 'query' : (subject.loaded?.rule.name ?? rule);
    const count = alerts.length > 0 ? colors.red(plural(alerts.length, 'alert')) : 'no alert';
    const failed = problems.some(({ code }) => code === 'query-runtime' || code === internalErrorCode);
    const outcome = !subject.prepared.ok
      ? colors.dim('not run')
      : failed
        ? colors.red('failed')
        : `${count} from ${plural(events, 'event')}`;
    output.write(
      `${colors.bold(visibleLine(title))}  ${outcome}${rule === null ? '' : colors.dim(`  ${visibleLine(rule)}`)}\n`,
    );
    for (const alert of alerts.slice(0, shownAlerts))
      output.write(
        `  ${visibleLine(describe(locateAlert(alert, locate)))}${colors.dim(describeFields(alert))}\n`,
      );
    if (alerts.length > shownAlerts)
      output.write(`  … and ${alerts.length - shownAlerts} more; --format json lists all\n`);
  });
  // What is wrong with a file that all rules look at is told once.
  for (const problem of distinct([...reports.flatMap(({ problems }) => problems), ...unreadable])) {
    const lines = subjects.find(({ path }) => path === problem.path)?.loaded?.lines;
    output.write(`\n${renderFinding(problem, lines, colors)}`);
  }
}

/** The events as `path#index`; the path is left out where it is that of the event before. */
function describeAlert({ events, keys }: Alert<EventOrigin>, separator = ' → '): string {
  let path: string | undefined;
  const places = events
    .map((event) => {
      if (event === null) return '(missing)';
      const place = `${event.path === path ? '' : event.path}#${event.index}`;
      path = event.path;
      return place;
    })
    .join(separator);
  return keys && keys.length > 0
    ? `${places}  by ${keys.map((key) => JSON.stringify(key)).join(', ')}`
    : places;
}

/** As the engine: how the alert is rated, and how many others it stands for. */
function describeFields({ fields, suppressed }: Alert<number>): string {
  if (!fields) return '';
  const { 'kibana.alert.severity': severity, 'kibana.alert.risk_score': score } = fields;
  const more = suppressed ? `, ${plural(suppressed.length, 'more event')} suppressed` : '';
  return `  ${severity}, risk ${score}${more}`;
}

/** Whether alerts are groups of events, in which the events are not in steps. */
function isGrouped({ prepared }: Subject): boolean {
  return prepared.ok && prepared.planned.kind === 'threshold';
}

/** How many events there are, the first of them, and the values that they share. */
function describeGroup({ events, keys = [] }: Alert<EventOrigin>): string {
  const shared = keys.length > 0 ? `  by ${keys.map((key) => JSON.stringify(key)).join(', ')}` : '';
  return `${plural(events.length, 'event')} from ${describeAlert({ events: events.slice(0, 1) })}${shared}`;
}

/** The events that nearly match, with the first clause that each of them fails. */
function writeNearMisses(subjects: readonly Subject[], { misses, locate }: AllResults, output: Output): void {
  const { colors } = output;
  subjects.forEach(({ path, prepared, loaded }, index) => {
    const nearest = misses[index]?.list() ?? [];
    if (nearest.length === 0 || !prepared.ok) return;
    output.write(
      `\nnearest misses of ${colors.bold(visibleLine(loaded?.rule.name ?? path ?? 'the query'))}\n`,
    );
    for (const { origin, step, failing, clause } of nearest) {
      const place = locate(origin);
      const where = step === undefined ? '' : ` for step ${step + 1}`;
      const more = failing > 1 ? ` and ${plural(failing - 1, 'other clause')}` : '';
      const text = clauseText(prepared.queryText, clause);
      const line = `${place.path}#${place.index}${where}: ${text}, but ${clause.reason.message}${more}`;
      output.write(`  ${visibleLine(line)}\n`);
    }
  });
}
