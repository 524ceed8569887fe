import { greatest } from '../../text/extremes.js';
import { visibleLine } from '../../text/visible.js';
import type { Output } from '../output.js';
import { plural, renderFinding } from '../report/source-lines.js';
import type { FetchedEvents } from '../stack/fetched-events.js';
import { writeCounts } from '../stack/write-counts.js';
import type { RulePreview } from './rule-preview.js';

/** Limit of alerts to list for each rule. */
const shownAlerts = 5;

/** Writes the preview of a rule: its alerts, counts and problems. */
export function writePreview(
  { rule, name, result, alerts, problems, counts }: RulePreview,
  { addressOf }: FetchedEvents,
  output: Output,
): void {
  const { colors } = output;
  const count = !result
    ? colors.dim('not previewed')
    : result.total > 0
      ? colors.red(plural(result.total, 'alert'))
      : 'no alert';
  output.write(`${colors.bold(visibleLine(name))}  ${count}${colors.dim(`  ${visibleLine(rule)}`)}\n`);
  for (const { alert, events } of alerts.slice(0, shownAlerts)) {
    const places = events.map((event) => (event === null ? '(gone)' : addressOf(event)));
    output.write(`  ${visibleLine(places.join(' → ') || `${alert.index}/${alert.id}`)}\n`);
  }
  const more = (result?.total ?? 0) - Math.min(alerts.length, shownAlerts);
  if (more > 0) output.write(`  … and ${more} more\n`);
  if (counts) {
    output.write('  documents that pass each condition and all before it:\n');
    writeCounts(counts, output);
  }
  for (const problem of problems) output.write(`\n${renderFinding(problem, undefined, colors)}`);
}

/** Writes how noisy rules are, the noisiest first. */
export function writeNoise(previews: readonly RulePreview[], output: Output): void {
  const rows = previews
    .filter(({ result }) => result !== undefined)
    .map(({ name, result, days, noise }) => ({
      name: visibleLine(name),
      total: result!.total,
      perDay: days > 0 ? result!.total / days : undefined,
      noise: noise.map(
        ({ field, values }) =>
          `${field}: ${values.map(({ value, count }) => `${value} (${count})`).join(', ')}`,
      ),
    }))
    .sort((a, b) => (b.perDay ?? b.total) - (a.perDay ?? a.total));
  const width = Math.max(4, greatest(rows.map(({ name }) => name.length)));
  output.write(
    `\n${output.colors.bold(`${'rule'.padEnd(width)}  ${'alerts'.padStart(7)}  ${'a day'.padStart(9)}  most frequent values`)}\n`,
  );
  for (const { name, total, perDay, noise } of rows)
    output.write(
      `${name.padEnd(width)}  ${String(total).padStart(7)}  ${(perDay === undefined ? '–' : perDay.toFixed(1)).padStart(9)}  ${visibleLine(noise.join('; '))}\n`,
    );
}
