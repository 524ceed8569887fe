import { inUnits, scheduleOf } from '../../../rule/schedule.js';
import { valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'schedule-gap',
  severity: 'warning',
  judges: ['from', 'interval', 'to'],
  echoes: ['from-format', 'interval-format'],
  summary: 'Gap between runs',
  why: 'A run covers the time since "from". If "interval" is longer than that, no run sees the events in the gap.',
  avoid: 'from = "now-5m"\ninterval = "10m"',
  prefer: 'from = "now-15m"\ninterval = "10m"',

  check({ rule, rule: { table, document } }, report) {
    const schedule = scheduleOf(rule);
    if (!schedule) return;
    const { interval, from, to } = schedule;
    const length = from - to;
    if (length < 0 || length >= interval) return;
    const key = table.from === undefined ? 'interval' : 'from';
    const span = valueSpan(document, ['rule', key]);
    const enough = `now-${inUnits(interval + to + margin(interval))}`;
    const replaceable = key === 'from' && document.locate(['rule', 'from'], 'value') !== undefined;
    report({
      span,
      message: `Each run covers ${inUnits(length)} but runs every ${inUnits(interval)}: events in the gap are missed.`,
      help: `Set "from" to "${enough}" or earlier.`,
      ...(replaceable
        ? { fix: { title: `Set "from" to "${enough}"`, edits: [{ span, text: `"${enough}"` }] } }
        : {}),
    });
  },
});

/** Returns the margin for events that arrive late: a minute, or more if runs are far apart. */
function margin(interval: number): number {
  return interval >= 3600 ? 600 : 60;
}
