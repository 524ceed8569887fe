import type { Deviation } from '../../testing/backtest/outcome.js';
import { cell } from '../report/markdown.js';
import { plural } from '../report/source-lines.js';
import { type BacktestReport, failuresOf, firingRules } from './report.js';

/** Marker with which tools find the comment that they wrote earlier. */
const marker = '<!-- rulewright backtest -->';

const mostDeviations = 50;
const mostRules = 20;
const mostEvents = 3;

/**
 * Returns the report as a single pull request comment: deviations first, then the rules with the most alerts.
 */
export function backtestMarkdown(report: BacktestReport): string {
  const { rules, files, events, unexpected, missing, problems } = report;
  const failures = failuresOf(report);
  const warnings = [...unexpected, ...missing].filter(({ severity }) => severity === 'warning');
  const firing = firingRules(rules);
  const errors = problems.filter(({ severity }) => severity === 'error');
  const title = failures.length === 0 ? 'Backtest passed' : `Backtest: ${plural(failures.length, 'failure')}`;
  const counts = [
    plural(rules.length, 'rule'),
    plural(files.length, 'file'),
    plural(events, 'event'),
    plural(
      firing.reduce((sum, { alerts }) => sum + alerts, 0),
      'alert',
    ),
    ...(errors.length > 0 ? [plural(errors.length, 'error')] : []),
  ];
  return [
    marker,
    `### ${title}`,
    '',
    counts.join(', '),
    '',
    ...tableOf(
      'deviation',
      ['rule', 'events', 'alerts', 'examples'],
      [...failures, ...warnings],
      mostDeviations,
      rowOf,
    ),
    ...tableOf('error', ['file', 'problem'], errors, mostRules, ({ path, range, message }) => [
      cell(`${path}:${range.start.line}`),
      cell(message),
    ]),
    ...tableOf(
      'rule',
      ['rule with alerts', 'alerts', 'files'],
      firing,
      mostRules,
      ({ rule, alerts, files: found }) => [cell(rule), String(alerts), String(found.length)],
    ),
  ].join('\n');
}

function rowOf({ rule, path, severity, message, events }: Deviation): string[] {
  const shown = events.slice(0, mostEvents).map(cell).join('<br>');
  const rest = events.length > mostEvents ? '<br>…' : '';
  const mark = severity === 'error' ? '❌' : '⚠️';
  return [cell(rule), cell(path ?? 'all files'), `${mark} ${cell(message)}`, `${shown}${rest}`];
}

/** Returns a table of the first items and the number of remaining ones, or nothing if there are no items. */
function tableOf<Item>(
  noun: string,
  titles: readonly string[],
  items: readonly Item[],
  most: number,
  row: (item: Item) => readonly string[],
): string[] {
  if (items.length === 0) return [];
  const rest = items.length - most;
  return [
    `| ${titles.join(' | ')} |`,
    `|${titles.map(() => '---').join('|')}|`,
    ...items.slice(0, most).map((item) => `| ${row(item).join(' | ')} |`),
    '',
    ...(rest > 0 ? [`… and ${plural(rest, `more ${noun}`)}`, ''] : []),
  ];
}
