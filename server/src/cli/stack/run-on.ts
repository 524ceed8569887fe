import type { ExceptionItem } from '../../evaluate/filters/check-exception.js';
import { isFault, notRunnable } from '../../evaluate/prepare/unprepared.js';
import { readIsoDate } from '../../fields/dates.js';
import type { Rule } from '../../rule/rule.js';
import { compareVerdicts } from '../../stack/compare/compare-verdicts.js';
import { fetchWindow, identityOf, lookingBack, runHere } from '../../stack/compare/run-here.js';
import { type ConditionCount, countConditions } from '../../stack/explain-zero/count-conditions.js';
import type { Stack } from '../../stack/open-stack.js';
import { eventOf } from '../../stack/search/documents.js';
import { mostHits } from '../../stack/search/event-search.js';
import { runOnStack, type StackOutcome } from '../../stack/search/run-on-stack.js';
import { StackError } from '../../stack/stack-error.js';
import { visibleLine } from '../../text/visible.js';
import { exitCodeOf, exitCodes } from '../exit-code.js';
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
import { comparisonFindings } from './comparison-findings.js';
import { type FetchedEvents, fetchedEvents } from './fetched-events.js';
import { readCount, readDuration, refuseBeside } from './options.js';
import { concernsAllRules, stackFinding, stackReport } from './stack-reports.js';
import { windowOf, writeCounts } from './zero.js';

/** What of a run is the same for all rules. */
interface RunOn {
  readonly stack: Stack;
  readonly now: bigint;
  readonly last: number | undefined;
  /** The most alerts of a rule; `max_signals` when not given. */
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
  const problems = [...given.problems, ...unreadable, ...reports.flatMap((report) => report.problems)];
  return exitCodeOf(problems, {
    unusable: problems.some(({ severity, code }) => severity === 'error' && code !== 'stack-verdict'),
    findings: problems.some(({ code }) => code === 'stack-verdict'),
  });
}

/** A report with what was counted for its rule. */
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

/** The report on one rule; what fails for it only is a problem of it. */
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
    // What is only not evaluated here can run on a stack.
    if (findings.some(({ severity }) => severity === 'error')) return failed(findings);
  }
  try {
    const outcome = await runRuleOn(rule, run);
    if ('fault' in outcome) return failed(notRunnable(rule, outcome).problems.map(subject.find));
    const report = stackReport(path, withExceptionsNote(outcome.result, rule, run), run.fetched, []);
    if (run.counts && report.alerts.length === 0) {
      const counted = await countConditions(
        rule,
        run.stack,
        { now: run.now, window: windowOf(rule, run.now, run.last), exceptions: run.exceptions },
        run.signal,
      );
      if (!('fault' in counted)) run.counts.set(path, counted);
    }
    return outcome.comparison === undefined
      ? report
      : {
          ...report,
          problems: [
            ...report.problems,
            ...comparisonFindings(path, { ...outcome, comparison: outcome.comparison }, run.fetched),
          ],
        };
  } catch (error) {
    return { ...failed([stackFinding(error, path)]), ...(concernsAllRules(error) && { isLast: true }) };
  }
}

/** Kibana applies exception lists that only it has. */
function withExceptionsNote(result: StackOutcome, { table }: Rule, { exceptions }: RunOn): StackOutcome {
  const lists = table.exceptions_list;
  if (!Array.isArray(lists) || lists.length === 0 || exceptions.length > 0) return result;
  const note = 'the exception lists of the rule are not applied: export them and pass --exceptions';
  return { ...result, notes: [...result.notes, note] };
}

interface RuleOutcome {
  readonly result: StackOutcome;
  readonly comparison?: ReturnType<typeof compareVerdicts>;
  /** Documents that were compared. */
  readonly compared?: number;
  /** Why nothing was compared. */
  readonly notCompared?: string;
}

async function runRuleOn(
  rule: Rule,
  run: RunOn,
): Promise<RuleOutcome | Extract<Awaited<ReturnType<typeof runOnStack>>, { fault: string }>> {
  const { stack, now, last, exceptions, signal } = run;
  const { max_signals: most } = rule.table;
  const size = run.size ?? Math.min(typeof most === 'number' && most >= 1 ? most : 100, mostHits);
  const window = last === undefined ? undefined : windowOf(rule, now, last);
  const result = await runOnStack(
    rule,
    stack,
    { now, exceptions, size: run.compare ? mostHits : size, ...(window && { window }) },
    signal,
  );
  if (isFault(result)) return result;
  if (!run.compare) return { result };
  const compared = {
    rule: last === undefined ? rule : lookingBack(rule, last),
    index: result.index,
    fields: result.fields,
    now,
    exceptions,
    window: windowOf(rule, now, last),
  };
  const documents = await fetchWindow(stack.elasticsearch(), compared, mostHits, signal);
  const short = { ...result, alerts: result.alerts.slice(0, size) };
  if (documents.total > documents.documents.length)
    return {
      result: short,
      comparison: { agreed: 0, differences: [] },
      notCompared: `the window has ${documents.total} documents, and ${mostHits} can be compared; choose a shorter one with --last`,
    };
  const here = runHere(compared, documents.documents);
  if (here.problem)
    return { result: short, comparison: { agreed: 0, differences: [] }, notCompared: here.problem.message };
  return {
    result: short,
    comparison: compareVerdicts(result.alerts, here.alerts, identityOf(rule)),
    compared: documents.documents.length,
  };
}
