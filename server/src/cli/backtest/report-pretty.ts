import type { Deviation, FileAlerts } from '../../testing/backtest/outcome.js';
import { visibleLine } from '../../text/visible.js';
import type { FileFinding } from '../findings.js';
import type { Output } from '../output.js';
import { plural, renderFinding } from '../report/source-lines.js';
import { type BacktestReport, failuresOf, firingRules } from './report.js';

const mostRules = 20;
const mostFiles = 3;
const mostShownEvents = 5;
const mostNotes = 5;

/** Writes the report for people. Failures come last so that they remain on screen. */
export function writePretty(report: BacktestReport, verbose: boolean, output: Output): void {
  const { colors } = output;
  const { rules, files, events, problems, unexpected, missing } = report;
  output.write(
    `${[plural(rules.length, 'rule'), plural(files.length, 'file'), plural(events, 'event')].join(', ')}\n`,
  );
  writeRules(report, verbose, output);
  writeProblems(problems, verbose, output);
  const warnings = [...unexpected, ...missing].filter(({ severity }) => severity === 'warning');
  const failures = failuresOf(report);
  for (const deviation of warnings) writeDeviation(deviation, colors.yellow('!'), output);
  for (const deviation of failures) writeDeviation(deviation, colors.red('✗'), output);
  output.write(`\n${summaryOf(report, failures.length, warnings.length)}\n`);
}

/** Writes the problems. Many rules can have a type that does not run, so only a few of them are shown. */
function writeProblems(problems: readonly FileFinding[], verbose: boolean, output: Output): void {
  const notes = problems.filter(({ severity }) => severity === 'information');
  const others = problems.filter(({ severity }) => severity !== 'information');
  const shown = verbose ? notes : notes.slice(0, mostNotes);
  const rest = notes.length - shown.length;
  for (const finding of shown) output.write(`\n${renderFinding(finding, undefined, output.colors)}`);
  if (rest > 0) output.write(`\n… and ${plural(rest, 'more note')}; --verbose lists all\n`);
  for (const finding of others) output.write(`\n${renderFinding(finding, undefined, output.colors)}`);
}

function writeRules({ rules }: BacktestReport, verbose: boolean, output: Output): void {
  const firing = firingRules(rules);
  const total = firing.reduce((sum, { alerts }) => sum + alerts, 0);
  output.write(`${plural(firing.length, 'rule')} with ${plural(total, 'alert')}\n`);
  const shown = verbose ? firing : firing.slice(0, mostRules);
  if (shown.length > 0) output.write(`\n${output.colors.dim('  alerts  files  rule')}\n`);
  for (const { rule, alerts, files } of shown) {
    const numbers = `${String(alerts).padStart(8)}  ${String(files.length).padStart(5)}`;
    output.write(`${numbers}  ${visibleLine(rule)}  ${output.colors.dim(filesText(files, verbose))}\n`);
  }
  const rest = firing.length - shown.length;
  if (rest > 0) output.write(`  … and ${plural(rest, 'more rule')}; --verbose lists all\n`);
}

function filesText(files: readonly FileAlerts[], verbose: boolean): string {
  const most = [...files].sort((a, b) => b.alerts - a.alerts);
  const shown = verbose ? most : most.slice(0, mostFiles);
  const rest = most.length - shown.length;
  const texts = shown.map(({ path, alerts }) => `${visibleLine(path)} ${alerts}`);
  return [...texts, ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
}

function writeDeviation(
  { rule, path, message, place, events }: Deviation,
  mark: string,
  output: Output,
): void {
  const { colors } = output;
  const where = path === undefined ? '' : `  ${visibleLine(path)}`;
  output.write(`\n${mark} ${colors.bold(visibleLine(rule))}${where}\n  ${visibleLine(message)}\n`);
  if (place) output.write(`    ${colors.dim(`${visibleLine(place.path)}:${place.line}:${place.column}`)}\n`);
  for (const event of events.slice(0, mostShownEvents)) output.write(`    ${visibleLine(event)}\n`);
  if (events.length > mostShownEvents) output.write('    …\n');
}

function summaryOf({ expectations, baseline }: BacktestReport, failures: number, warnings: number): string {
  const warned = warnings > 0 ? [plural(warnings, 'warning')] : [];
  const compared =
    baseline === undefined
      ? `${plural(expectations.length, 'expectation')} met`
      : 'same alerts as the baseline';
  if (failures > 0) return [plural(failures, 'failure'), ...warned].join(', ');
  if (warned.length > 0) return ['no failures', ...warned].join(', ');
  if (baseline === undefined && expectations.length === 0)
    return 'nothing to compare with; pass --expect FILE or --baseline REPORT';
  return compared;
}
