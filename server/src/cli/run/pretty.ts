import { clauseText } from '../../evaluate/explain/explain-text.js';
import type { NearMisses } from '../../evaluate/explain/near-misses.js';
import type { Alert } from '../../evaluate/run/run-rule.js';
import { internalErrorCode } from '../../text/internal-error.js';
import { visibleLine } from '../../text/visible.js';
import type { FileFinding } from '../findings.js';
import type { Output } from '../output.js';
import { plural, renderFinding } from '../report/source-lines.js';
import { describeValues, type FieldValues } from './field-values.js';
import { type AddressOf, distinct, type RuleReport } from './report.js';
import type { Subject } from './subjects.js';

/** The parts of events to show. */
interface ShownEvents {
  readonly addressOf: AddressOf;
  /** The requested values. */
  readonly values: FieldValues | undefined;
}

/** Limit of alerts to show for each rule. */
export const shownAlerts = 20;

/** Writes the reports for people: alerts with their events' positions, then problems. */
export function writePretty(
  reports: readonly RuleReport[],
  subjects: readonly Subject[],
  unreadable: readonly FileFinding[],
  { addressOf, values }: ShownEvents,
  output: Output,
): void {
  const { colors } = output;
  reports.forEach(({ rule, alerts, events, problems }, index) => {
    const subject = subjects[index]!;
    const isGroup = isGrouped(subject);
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
    for (const alert of alerts.slice(0, shownAlerts)) {
      const text = isGroup ? describeGroup(alert, addressOf) : describeAlert(alert, addressOf);
      const columns = describeColumns(alert);
      const [only] = alert.events;
      const beside = values && alert.events.length === 1 && typeof only === 'number';
      const shown = beside ? `  ${describeValues(values.get(only))}` : '';
      output.write(
        `  ${visibleLine(`${text}${shown}`)}${colors.dim(describeFields(alert))}${colors.dim(visibleLine(columns))}\n`,
      );
      if (values && !beside) writeValues(alert, { addressOf, values }, output);
    }
    if (alerts.length > shownAlerts)
      output.write(`  … and ${alerts.length - shownAlerts} more; --format json lists all\n`);
  });
  // Report a problem in a file that several rules use only once.
  for (const problem of distinct([...reports.flatMap(({ problems }) => problems), ...unreadable])) {
    // Responses of a stack are about the whole rule: its first line would explain nothing.
    const isOfStack = problem.code === 'stack' || problem.code === 'stack-verdict';
    const lines = isOfStack ? undefined : subjects.find(({ path }) => path === problem.path)?.loaded?.lines;
    output.write(`\n${renderFinding(problem, lines, colors)}`);
  }
}

/** Writes the values of an alert's first events, one event per line. */
function writeValues({ events }: Alert<number>, { addressOf, values }: ShownEvents, output: Output): void {
  for (const event of events.slice(0, shownAlerts))
    if (event !== null)
      output.write(`    ${visibleLine(`${addressOf(event)}  ${describeValues(values?.get(event))}`)}\n`);
  if (events.length > shownAlerts) output.write(`    … and ${events.length - shownAlerts} more events\n`);
}

/** Describes the positions of an alert's events, and the values that they share. */
function describeAlert({ events, keys }: Alert<number>, addressOf: AddressOf): string {
  const places = events.map((event) => (event === null ? '(missing)' : addressOf(event))).join(' → ');
  return `${places}${describeKeys(keys)}`;
}

function describeKeys(keys: readonly unknown[] = []): string {
  return keys.length > 0 ? `  by ${keys.map((key) => JSON.stringify(key)).join(', ')}` : '';
}

/** Describes severity, risk and the number of suppressed alerts, as the engine sets them. */
function describeFields({ fields, suppressed }: Alert<number>): string {
  if (!fields) return '';
  const { 'kibana.alert.severity': severity, 'kibana.alert.risk_score': score } = fields;
  const more = suppressed ? `, ${plural(suppressed.length, 'more event')} suppressed` : '';
  return `  ${severity}, risk ${score}${more}`;
}

const shownColumns = 6;

/** Describes the first columns of the row behind an alert. */
function describeColumns({ columns = {} }: Alert<number>): string {
  const filled = Object.entries(columns).filter(([, value]) => value !== null);
  if (filled.length === 0) return '';
  const texts = filled.slice(0, shownColumns).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  const more = filled.length > shownColumns ? ` and ${filled.length - shownColumns} more columns` : '';
  return `  ${texts.join(', ')}${more}`;
}

/** Returns whether alerts are groups of events, which are not ordered by step. */
function isGrouped({ prepared }: Subject): boolean {
  if (!prepared.ok) return false;
  const { planned } = prepared;
  return planned.kind === 'threshold' || (planned.kind === 'table' && planned.table.isAggregating);
}

/** Describes how many events there are, the first of them, and the values that they share. */
function describeGroup({ events, keys }: Alert<number>, addressOf: AddressOf): string {
  const count = plural(events.length, 'event');
  if (events.length === 0) return count;
  return `${count} from ${describeAlert({ events: events.slice(0, 1) }, addressOf)}${describeKeys(keys)}`;
}

/** Writes the events that nearly match, with the first clause that each of them fails. */
export function writeNearMisses(
  subjects: readonly Subject[],
  misses: readonly (NearMisses<number> | undefined)[],
  addressOf: AddressOf,
  output: Output,
): void {
  const { colors } = output;
  subjects.forEach(({ path, prepared, loaded }, index) => {
    const nearest = misses[index]?.list() ?? [];
    if (nearest.length === 0 || !prepared.ok) return;
    output.write(
      `\nnearest misses of ${colors.bold(visibleLine(loaded?.rule.name ?? path ?? 'the query'))}\n`,
    );
    for (const { origin, step, failing, clause } of nearest) {
      const where = step === undefined ? '' : ` for step ${step + 1}`;
      const more = failing > 1 ? ` and ${plural(failing - 1, 'other condition')}` : '';
      const text = clauseText(prepared.queryText, clause);
      const line = `${addressOf(origin)}${where}: ${text}, but ${clause.reason.message}${more}`;
      output.write(`  ${visibleLine(line)}\n`);
    }
  });
}
