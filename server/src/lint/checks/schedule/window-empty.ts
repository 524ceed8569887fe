import { scheduleOf } from '../../../rule/schedule.js';
import { valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'window-empty',
  severity: 'warning',
  judges: ['from', 'to'],
  summary: 'Empty time window',
  why: 'Kibana accepts an end that is not after the start, but then every run finds nothing.',
  avoid: 'from = "now-5m"\nto = "now-1h"',
  prefer: 'from = "now-1h"\nto = "now-5m"',

  check({ rule, document }, report) {
    const schedule = scheduleOf(rule);
    if (!schedule || schedule.from > schedule.to || rule.table.to === undefined) return;
    report({
      span: valueSpan(document, ['rule', 'to']),
      message: `"to" is not later than "from", which is "${String(rule.table.from ?? 'now-6m')}", so no run finds anything.`,
      help: 'Omit "to" to end at the time of the run.',
    });
  },
});
