import { valueSpan } from '../../rule/check/place.js';
import { defineLint } from '../lint.js';

export default defineLint({
  id: 'schedule-gap',
  severity: 'warning',
  summary: 'Time between two runs that no run looks at',
  why: 'A run looks back from "from"; when "interval" is longer than that, events in between are never seen.',
  avoid: 'from = "now-5m"\ninterval = "10m"',
  prefer: 'from = "now-15m"\ninterval = "10m"',

  check({ rule: { table, document } }, report) {
    const interval =
      typeof table.interval === 'string' ? seconds(table.interval) : (table.interval ?? 5 * 60);
    const from = typeof table.from === 'string' ? lookback(table.from) : (table.from ?? 6 * 60);
    const to = typeof table.to === 'string' ? lookback(table.to) : (table.to ?? 0);
    if (typeof interval !== 'number' || typeof from !== 'number' || typeof to !== 'number') return;
    const length = from - to;
    if (length < 0 || length >= interval) return;
    const key = table.from === undefined ? 'interval' : 'from';
    const span = valueSpan(document, ['rule', key]);
    const enough = `now-${inUnits(interval + to + margin(interval))}`;
    const replaceable = key === 'from' && document.locate(['rule', 'from'], 'value') !== undefined;
    report({
      span,
      message: `Each run looks at ${inUnits(length)}, but runs are ${inUnits(interval)} apart: events in between are missed.`,
      help: `Set "from" to "${enough}" or earlier.`,
      ...(replaceable
        ? { fix: { title: `Set "from" to "${enough}"`, edits: [{ span, text: `"${enough}"` }] } }
        : {}),
    });
  },
});

const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** Length of an interval such as `5m` in seconds. */
function seconds(written: string): number | undefined {
  const match = /^(\d+)([smhdw])$/.exec(written);
  return match ? Number(match[1]) * units[match[2]!]! : undefined;
}

/** How far back a time such as `now-9m` lies, in seconds; undefined for other forms. */
function lookback(written: string): number | undefined {
  if (written === 'now') return 0;
  return written.startsWith('now-') ? seconds(written.slice('now-'.length)) : undefined;
}

/** Room for events that arrive late: a minute, or more where runs are far apart. */
function margin(interval: number): number {
  return interval >= 3600 ? 600 : 60;
}

function inUnits(length: number): string {
  const unit =
    (['d', 'h', 'm'] as const).find(
      (candidate) => length >= units[candidate]! && length % units[candidate]! === 0,
    ) ?? 's';
  return `${length / units[unit]!}${unit}`;
}
