import { dirname } from 'node:path';
import type { JsonObject } from '../../exchange/json.js';
import { unusableRule } from '../../exchange/unusable-rule.js';
import { readIsoDate } from '../../fields/dates.js';
import type { Rule } from '../../rule/rule.js';
import { kibanaStatus } from '../../stack/describe-stack.js';
import { type ConditionCount, countConditions } from '../../stack/explain-zero/count-conditions.js';
import { noiseOf } from '../../stack/preview/noise.js';
import { type PreviewResult, previewRule } from '../../stack/preview/preview.js';
import { schedulePreview } from '../../stack/preview/schedule.js';
import { lookbackOf, lookingBackTo, windowOf } from '../../stack/run-window.js';
import { mostHits } from '../../stack/search/event-search.js';
import { StackError } from '../../stack/stack-error.js';
import { append } from '../../text/append.js';
import { visibleLine } from '../../text/visible.js';
import { payloadReader } from '../exchange/payloads.js';
import { exitCodes } from '../exit-code.js';
import { type FileFinding, fileFinding } from '../findings.js';
import { listenForInterrupt } from '../interrupt.js';
import { type LoadedRule, loadRules } from '../load-rules.js';
import { type ParsedOptions, UsageError } from '../options.js';
import type { Output } from '../output.js';
import { plural, renderFinding } from '../report/source-lines.js';
import { readNow } from '../run/subjects.js';
import { configurationFolder, withStack } from '../stack/access.js';
import { type FetchedEvents, fetchedEvents } from '../stack/fetched-events.js';
import { readCount, readDuration } from '../stack/options.js';
import { concernsAllRules, exitCodeOnStack, orFindings, stackFinding } from '../stack/stack-reports.js';
import { comparePreview } from './compare-preview.js';
import type { PreviewWork, RulePreview } from './rule-preview.js';
import { sourcesOfAlerts } from './source-events.js';
import { writeNoise, writePreview } from './write-previews.js';

/** `rulewright preview`: lets Kibana run rules without writing alerts. Returns the exit code. */
export async function previewCommand(options: ParsedOptions, output: Output): Promise<number> {
  const name = options.text('on');
  if (name === undefined || options.positionals.length === 0)
    throw new UsageError('preview takes rules and --on PROFILE', 'rulewright preview RULE... --on PROFILE');
  const last = readDuration(options, 'last');
  const sample = readCount(options, 'sample', 100, mostHits);
  const end = new Date(Number(readIsoDate(readNow(options) ?? new Date().toISOString())!.from / 1_000_000n));
  const { rules, unreadable } = loadRules(options.positionals, output);
  const fetched = fetchedEvents(options.text('save'));
  const interrupt = listenForInterrupt();
  const { signal } = interrupt;
  const previews: RulePreview[] = [];
  const isPretty = options.text('format') !== 'json';
  try {
    await withStack(name, configurationFolder(options.positionals), output, async (stack) => {
      const { release: version } = await kibanaStatus(stack, signal);
      const payloadsIn = payloadReader(output);
      const work: PreviewWork = {
        stack,
        end,
        last,
        sample,
        fetched,
        compare: options.flag('compare'),
        explainZero: options.flag('explain-zero'),
        signal,
      };
      for (let start = 0; start < rules.length; start += atOnce) {
        output.progress(`previewing ${start + 1} of ${rules.length} rules`);
        const some = await Promise.all(
          rules.slice(start, start + atOnce).map(async (loaded) => {
            const payload = (await payloadsIn(dirname(loaded.path)))(loaded.rule.document, version).rule;
            return previewOne(loaded, payload, work);
          }),
        );
        append(previews, some);
        if (isPretty) for (const preview of some) writePreview(preview, fetched, output);
        if (some.some(({ isLast }) => isLast)) {
          output.message('rulewright: the other rules were not previewed');
          break;
        }
      }
    });
  } catch (error) {
    if (!signal.aborted || !(error instanceof StackError)) throw error;
  } finally {
    interrupt.end();
  }
  const failure = fetched.save();
  if (failure !== undefined) throw new UsageError(failure);
  for (const finding of unreadable) output.message(renderFinding(finding, undefined, output.colors));
  if (!isPretty) output.report(previewJson(previews, fetched));
  else if (previews.length > 1) writeNoise(previews, output);
  if (signal.aborted) {
    output.message(visibleLine(`rulewright: stopped after ${plural(previews.length, 'rule')}`));
    return exitCodes.interrupted;
  }
  return exitCodeOnStack([...unreadable, ...previews.flatMap((preview) => preview.problems)]);
}

/** Number of concurrent previews: Kibana has other work, too. */
const atOnce = 4;

async function previewOne(
  { path, rule }: LoadedRule,
  payload: Parameters<typeof previewRule>[1],
  work: PreviewWork,
): Promise<RulePreview> {
  const { stack, end, last, sample, signal } = work;
  const base = { rule: path, name: rule.name ?? path, alerts: [], days: 0, noise: [] };
  const unusable = unusableRule(payload);
  if (unusable)
    return {
      ...base,
      problems: [fileFinding(path, 'unusable-input', `Not previewed: ${unusable.message}.`, unusable.help)],
    };
  try {
    // A comparison uses a single run over the whole time.
    const schedule =
      work.compare && last !== undefined
        ? { payload: { ...payload, from: lookbackOf(last) }, runs: 1, interval: last }
        : schedulePreview(payload, last);
    const result = await previewRule(
      stack,
      schedule.payload,
      { runs: schedule.runs, end },
      work.compare ? mostHits : sample,
      signal,
    );
    const alerts = await sourcesOfAlerts(result.alerts, work);
    const compared = work.compare
      ? await orFindings(path, () => comparePreview(path, rule, schedule.payload, alerts, work))
      : [];
    const counted: ConditionCount[] = [];
    if (work.explainZero && result.total === 0)
      append(
        compared,
        await orFindings(path, async () => {
          append(counted, (await countsOf(rule, schedule.payload, work)) ?? []);
          return [];
        }),
      );
    return {
      ...base,
      ...(counted.length > 0 && { counts: counted }),
      result,
      alerts: alerts.slice(0, sample),
      // A single run is not an estimate for a day.
      days: last === undefined ? 0 : (schedule.runs * schedule.interval) / 86_400_000,
      noise: noiseOf(rule, result.alerts),
      problems: [...previewFindings(path, result), ...compared],
    };
  } catch (error) {
    return { ...base, problems: [stackFinding(error, path)], isLast: concernsAllRules(error) };
  }
}

/** Returns the counts over the window of all runs together. */
async function countsOf(
  rule: Rule,
  payload: JsonObject,
  { stack, end, last, signal }: PreviewWork,
): Promise<readonly ConditionCount[] | undefined> {
  const now = BigInt(end.getTime()) * 1_000_000n;
  const run = { now, window: windowOf(lookingBackTo(rule, payload.from), now, last), exceptions: [] };
  const counts = await countConditions(rule, stack, run, signal);
  return 'fault' in counts ? undefined : counts;
}

function previewFindings(path: string, { isAborted, errors, warnings }: PreviewResult): FileFinding[] {
  const finding = (severity: FileFinding['severity'], message: string): FileFinding => ({
    ...fileFinding(path, 'stack', message),
    severity,
  });
  return [
    ...errors.map((message) => finding('error', `Kibana: ${message}`)),
    ...warnings.map((message) => finding('warning', `Kibana: ${message}`)),
    ...(isAborted
      ? [finding('error', 'Incomplete: Kibana ended the preview after a minute, so alerts may be missing.')]
      : []),
  ];
}

function previewJson(previews: readonly RulePreview[], { locate }: FetchedEvents): string {
  const rules = previews.map(({ rule, result, alerts, days, noise, counts, problems }) => ({
    rule,
    preview: result?.id,
    total: result?.total,
    days,
    alerts: alerts.map(({ events }) => ({
      events: events.map((event) => (event === null ? null : locate(event))),
    })),
    noise,
    ...(counts && { conditions: counts }),
    problems,
  }));
  return `${JSON.stringify({ version: 1, rules }, undefined, 2)}\n`;
}
