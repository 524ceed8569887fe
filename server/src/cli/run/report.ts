import { droppedByEngine } from '../../evaluate/engine/run-as-engine.js';
import { outsideNote } from '../../evaluate/outside-window.js';
import { type AlertList, alertList } from '../../evaluate/run/alert-list.js';
import type { Alert, RuleResult } from '../../evaluate/run/run-rule.js';
import type { EventOrigin, EventsRead } from '../event-files.js';
import type { FileFinding } from '../findings.js';
import type { Output } from '../output.js';
import { jsonText } from '../report/json.js';
import type { FieldValues, ShownValues } from './field-values.js';
import { warningProblems } from './query-warnings.js';
import type { Subject } from './subjects.js';

/** The result for one rule in the form of the JSON report (docs/command-line.md#alerts). */
export interface RuleReport {
  readonly rule: string | null;
  readonly alerts: AlertList<number>;
  readonly events: number;
  readonly problems: readonly FileFinding[];
  /** With `--explain-zero`: the number of documents on a stack that pass each condition and all before it. */
  readonly conditions?: readonly unknown[];
}

/** Returns the report on one rule. */
export function reportOf(
  { path, prepared, find, loaded, notes }: Subject,
  result: RuleResult<number> | undefined,
  events: number,
  eventProblems: readonly FileFinding[],
  addressOf: AddressOf,
): RuleReport {
  if (!result) {
    const problems = prepared.ok ? [] : prepared.problems.map(find);
    return { rule: path, alerts: noAlerts, events, problems: distinct([...problems, ...eventProblems]) };
  }
  const { alerts, problem, failedAt, windowUse, warnings = [] } = result;
  if (!problem) {
    const queryText = prepared.ok ? prepared.queryText : '';
    const dropped = loaded && !notes ? droppedByEngine(loaded.rule, alerts.length) : undefined;
    const describe = (numbers: readonly number[]): string => numbers.map(addressOf).join(', ');
    const outside = loaded && windowUse && outsideNote(loaded.rule, windowUse, describe);
    const told = [...(notes ?? []), dropped, outside, ...warningProblems(warnings, queryText)].filter(
      (one) => one !== undefined,
    );
    return { rule: path, alerts, events, problems: [...told.map(find), ...eventProblems] };
  }
  const message =
    failedAt === undefined ? problem.message : failedSearch(problem.message, addressOf(failedAt));
  return { rule: path, alerts, events, problems: [find({ ...problem, message }), ...eventProblems] };
}

/** Returns the message for a search that failed on an event. */
export function failedSearch(message: string, address: string): string {
  return `${message}, at the event ${address}; the search fails as a whole`;
}

/** Returns the findings without duplicates. */
export function distinct(findings: readonly FileFinding[]): readonly FileFinding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}

/** Number of alerts to write at a time, so that the whole output is never in memory. */
const alertsPerPiece = 1_000;

/** The alerts of a rule that did not run. */
export const noAlerts = alertList<number>(0, () => ({ events: [] }));

/** Returns the position of the event with a number, for people. */
export type AddressOf = (number: number) => string;

/** An event in the JSON report. */
interface EventReport extends EventOrigin {
  readonly values?: ShownValues;
}

/**
 * Writes the reports as JSON, a thousand alerts at a time, with the values of their events if fields were
 * requested.
 */
export async function writeJson(
  reports: readonly RuleReport[],
  locate: EventsRead['locate'],
  values: FieldValues | undefined,
  output: Output,
): Promise<void> {
  const reportEvent = (number: number): EventReport => ({
    ...locate(number),
    ...(values && { values: values.get(number) ?? {} }),
  });
  const reportAlert = ({ events, suppressed, ...rest }: Alert<number>): Alert<EventReport> => ({
    events: events.map((event) => (event === null ? null : reportEvent(event))),
    ...rest,
    ...(suppressed && { suppressed: suppressed.map(reportEvent) }),
  });
  output.report('{"version":1,"rules":[');
  for (const [index, { rule, alerts, events, problems, conditions }] of reports.entries()) {
    output.report(`${index === 0 ? '' : ','}\n{"rule":${jsonText(rule)},"alerts":[`);
    for (let start = 0; start < alerts.length; start += alertsPerPiece) {
      const piece = alerts.slice(start, start + alertsPerPiece).map((alert) => jsonText(reportAlert(alert)));
      output.report(`${start === 0 ? '\n' : ',\n'}${piece.join(',\n')}`);
      await output.drained();
    }
    const counted = conditions === undefined ? '' : `,"conditions":${jsonText(conditions)}`;
    output.report(`],"events":${events}${counted},"problems":${jsonText(problems)}}`);
  }
  output.report('\n]}\n');
}
