import { valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';

/** Keys with a time that a rule may set to an absolute one, and the consequence. */
const places = [
  { path: ['rule', 'from'], effect: 'every run covers more time than the one before' },
  { path: ['rule', 'to'], effect: 'no run sees an event after it' },
  {
    path: ['rule', 'new_terms', 'history_window_start', 0, 'value'],
    effect: 'the history that every run reads grows without limit',
  },
] as const;

export default defineLint({
  id: 'window-absolute',
  severity: 'warning',
  summary: 'Fixed time window',
  why: 'Kibana accepts an absolute time, but a rule runs repeatedly, and its window should move along.',
  avoid: 'from = "2026-01-01T00:00:00Z"',
  prefer: 'from = "now-9m"',

  check({ rule, document }, report) {
    for (const { path, effect } of places) {
      const value = rule.get(path);
      if (typeof value !== 'string' || !/^\d{4}-/.test(value)) continue;
      report({
        span: valueSpan(document, path),
        message: `"${value}" is a fixed time: ${effect}.`,
        help: 'Write a time that moves with the run, such as "now-9m".',
      });
    }
  },
});
