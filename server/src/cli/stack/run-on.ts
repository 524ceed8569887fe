import type { ExceptionItem } from '../../evaluate/filters/check-exception.js';
import { isFault, notRunnable } from '../../evaluate/prepare/unprepared.js';
import { readIsoDate } from '../../fields/dates.js';
import type { Rule } from '../../rule/rule.js';
import { compareVerdicts } from '../../stack/compare/compare-verdicts.js';
import { fetchWindow, identityOf, runHere } from '../../stack/compare/run-here.js';
import { type ConditionCount, countConditions } from '../../stack/explain-zero/count-conditions.js';
import type { Stack } from '../../stack/open-stack.js';
import { lookbackOf, lookingBackTo, windowOf } from '../../stack/run-window.js';
import { eventOf } from '../../stack/search/documents.js';
import { mostHits } from '../../stack/search/event-search.js';
import { runOnStack, type StackOutcome } from '../../stack/search/run-on-stack.js';
import { StackError } from '../../stack/stack-error.js';
import { visibleLine } from '../../text/visible.js';
import { exitCodes } from '../exit-code.js';
import type { FileFinding } from '../findings.js';
import { listenForInterrupt } from '../interrupt.js';
import { type ParsedOptions, UsageError } from '../options.js';
import type { Output } from '../output.js';
import { plural } from '../report/source-lines.js';
import { readRuleInputs } from '../rule-inputs.js';
import { keepFieldValues, readFieldNames } from '../run/field-values.js';
import { writePretty } from '../run/pretty.js';
import { noAlerts, type RuleReport, writeJson } from '../run/report.js';
import { readNow, type Subject, subjectsOf } from '../run/subjects.js';
import { configurationFolder, withStack } from './access.js';
import { type ComparisonOutcome, comparisonFindings, tooMany } from './comparison-findings.js';
import { type FetchedEvents, fetchedEvents } from './fetched-events.js';
import { readCount, readDuration, refuseBeside } from './options.js';
import { concernsAllRules, exitCodeOnStack, orFindings, stackFinding, stackReport } from './stack-reports.js';
import { writeCounts } from './write-counts.js';

/** The part of a run that is the same for all rules. */
interface RunOn {
  readonly stack: Stack;
  readonly now: bigint;
  readonly last: number | undefined;
  /** Limit of alerts for each rule; the default is `max_signals`. */
  readonly size: number | undefined;
  readonly compare: boolean;
  /** Counts the documents that pass each condition. */
  readonly counts: Map<string, readonly ConditionCount[]> | undefined;
  readonly exceptions: readonly ExceptionItem[];
  readonly fetched: FetchedEvents;
  readonly signal: AbortSignal;
}

/** `rulewright run --on`: runs rules on the stack of a profile. Returns the exit code. */
export async function runOn(options: ParsedOptions, output: Output): Promise<number> {
  refuseBeside(options, [
    'events',
    'history',
    'indicators',
    'table',
    'as-engine',
    'query',
    'language',
    'verbose',
  ]);
  const last = readDuration(options, 'last');
  const size = options.text('size') === undefined ? undefined : readCount(options, 'size', 1, mostHits);
  const fieldNames = readFieldNames(options);
  const now = readIsoDate(readNow(options) ?? new Date().toISOString())!.from;
  const given = await readRuleInputs(options, output);
  const { subjects, unreadable } = await subjectsOf(options, given, output);
  if (subjects.length === 0 && unreadable.length === 0)
    throw new UsageError(`no rules in ${options.positionals.join(', ')}`);
  const fetched = fetchedEvents(options.text('save'));
  const interrupt = listenForInterrupt();
  const reports: RuleReport[] = [];
  const counts = options.flag('explain-zero') ? new Map<string, readonly ConditionCount[]>() : undefined;
  try {
    await withStack(options.text('on')!, configurationFolder(options.positionals), output, async (stack) => {
      const run: RunOn = {
        stack,
        now,
        last,
        size,
        compare: options.flag('compare'),
        counts,
        exceptions: given.inputs.exceptions ?? [],
        fetched,
        signal: interrupt.signal,
      };
      for (const subject of subjects) {
        output.progress(`running ${subject.path}`);
        const { isLast, ...report } = await reportOn(subject, run);
        reports.push(report);
        if (isLast) {
          output.message(visibleLine('rulewright: the other rules were not run'));
          break;
        }
      }
    });
  } catch (error) {
    if (!interrupt.signal.aborted || !(error instanceof StackError)) throw error;
  } finally {
    interrupt.end();
  }
  const failure = fetched.save();
  if (failure !== undefined) throw new UsageError(failure);
  const values = fieldNames.length === 0 ? undefined : valuesOf(fetched, fieldNames);
  const done = subjects.slice(0, reports.length);
  if (options.text('format') === 'json')
    await writeJson(
      [...reports.map((report) => withCounts(report, counts)), ...unreadable.map(unreadableReport)],
      fetched.locate,
      values,
      output,
    );
  else {
    writePretty(reports, done, unreadable, { addressOf: fetched.addressOf, values }, output);
    for (const [path, counted] of counts ?? []) {
      output.write(`\n${visibleLine(path)}: documents that pass each condition and all before it\n`);
      writeCounts(counted, output);
    }
  }
  if (interrupt.signal.aborted) {
    output.message(visibleLine(`rulewright: stopped after ${plural(reports.length, 'rule')}`));
    return exitCodes.interrupted;
  }
  return exitCodeOnStack([...given.problems, ...unreadable, ...reports.flatMap((report) => report.problems)]);
}

/** Adds the counts of its rule to a report. */
function withCounts(
  report: RuleReport,
  counts: ReadonlyMap<string, readonly ConditionCount[]> | undefined,
): RuleReport {
  const conditions = counts?.get(report.rule ?? '');
  return conditions ? { ...report, conditions } : report;
}

function unreadableReport(finding: FileFinding): RuleReport {
  return { rule: finding.path, alerts: noAlerts, events: 0, problems: [finding] };
}

function valuesOf(fetched: FetchedEvents, names: readonly string[]) {
  const { add, kept } = keepFieldValues(names);
  for (const [number, document] of fetched.documents().entries()) add(eventOf(document), number);
  return kept;
}

/** Returns the report on one rule. A failure that affects only this rule is one of its problems. */
async function reportOn(subject: Subject, run: RunOn): Promise<RuleReport & { readonly isLast?: boolean }> {
  const path = subject.path!;
  const { rule } = subject.loaded!;
  const failed = (problems: readonly FileFinding[]): RuleReport => ({
    rule: path,
    alerts: noAlerts,
    events: 0,
    problems,
  });
  if (!subject.prepared.ok) {
    const findings = subject.prepared.problems.map(subject.find);
    // A rule that only cannot be evaluated here can still run on a stack.
    if (findings.some(({ severity }) => severity === 'error')) return failed(findings);
  }
  try {
    const result = await runRuleOn(rule, run);
    if (isFault(result)) return failed(notRunnable(rule, result).problems.map(subject.find));
    // A comparison fetches more alerts than are shown.
    const shown = run.compare ? { ...result, alerts: result.alerts.slice(0, sizeOf(rule, run)) } : result;
    const report = stackReport(path, withExceptionsNote(shown, rule, run), run.fetched);
    const later = [
      ...(run.counts && report.alerts.length === 0
        ? await orFindings(path, async () => {
            await countFor(path, rule, run);
            return [];
          })
        : []),
      ...(run.compare
        ? await orFindings(path, async () =>
            comparisonFindings(path, await compareOn(rule, result, run), run.fetched),
          )
        : []),
    ];
    return { ...report, problems: [...report.problems, ...later] };
  } catch (error) {
    return { ...failed([stackFinding(error, path)]), ...(concernsAllRules(error) && { isLast: true }) };
  }
}

/** Notes that a rule's exception lists are not applied, because only Kibana has them. */
function withExceptionsNote(result: StackOutcome, { table }: Rule, { exceptions }: RunOn): StackOutcome {
  const lists = table.exceptions_list;
  if (!Array.isArray(lists) || lists.length === 0 || exceptions.length > 0) return result;
  const note = 'the exception lists of the rule are not applied: export them and pass --exceptions';
  return { ...result, notes: [...result.notes, note] };
}

/** Returns the limit of alerts to show for a rule. */
function sizeOf({ table: { max_signals: most } }: Rule, { size }: RunOn): number {
  return size ?? Math.min(typeof most === 'number' && most >= 1 ? most : 100, mostHits);
}

function runRuleOn(rule: Rule, run: RunOn): ReturnType<typeof runOnStack> {
  const { stack, now, last, exceptions, signal } = run;
  const size = run.compare ? mostHits : sizeOf(rule, run);
  const window = last === undefined ? undefined : windowOf(rule, now, last);
  return runOnStack(rule, stack, { now, exceptions, size, ...(window && { window }) }, signal);
}

async function countFor(path: string, rule: Rule, run: RunOn): Promise<void> {
  const { stack, now, last, exceptions, signal } = run;
  const counted = await countConditions(
    rule,
    stack,
    { now, window: windowOf(rule, now, last), exceptions },
    signal,
  );
  if (!isFault(counted)) run.counts?.set(path, counted);
}

/** Runs a rule locally on the documents that the stack evaluated, and compares the alerts. */
async function compareOn(rule: Rule, there: StackOutcome, run: RunOn): Promise<ComparisonOutcome> {
  const { stack, now, last, exceptions, signal } = run;
  const compared = {
    rule:
      last === undefined
        ? rule
        : lookingBackTo({ ...rule, table: { ...rule.table, to: 'now' } }, lookbackOf(last)),
    index: there.index,
    fields: there.fields,
    now,
    exceptions,
    window: windowOf(rule, now, last),
  };
  const found = await fetchWindow(stack.elasticsearch(), compared, mostHits, signal);
  const reason = tooMany(found);
  if (reason !== undefined) return { notCompared: reason };
  const here = runHere(compared, found.documents);
  if (here.problem) return { notCompared: here.problem.message };
  return {
    comparison: compareVerdicts(there.alerts, here.alerts, identityOf(rule)),
    compared: found.documents.length,
  };
}
