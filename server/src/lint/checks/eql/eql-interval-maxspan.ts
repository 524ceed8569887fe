import { eqlLanguage } from '../../../query/eql/language.js';
import { inUnits, scheduleOf } from '../../../rule/schedule.js';
import { valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';

/** Below this span no interval is too short. */
const shortMaxspan = 150;

export default defineLint({
  id: 'eql-interval-maxspan',
  severity: 'error',
  language: eqlLanguage,
  profile: 'elastic',
  scope: 'production',
  counterpart: 'test_all_rules.test_eql_interval_to_maxspan',
  judges: ['interval'],
  echoes: ['interval-format'],
  summary: 'Interval shorter than half the maxspan of the sequence',
  why: 'Running much more often than a sequence can last wastes searches and finds the same alerts again.',
  avoid: `from = "now-60m"
interval = "5m"
type = "eql"
language = "eql"
query = 'sequence by host.id with maxspan=30m [process where true] [file where true]'`,
  prefer: `from = "now-60m"
interval = "15m"
type = "eql"
language = "eql"
query = 'sequence by host.id with maxspan=30m [process where true] [file where true]'`,

  check(analysis, report) {
    const { rule } = analysis;
    const eql = analysis.parsed(eqlLanguage);
    if (eql?.tree?.kind !== 'sequence' || !eql.tree.maxspan) return;
    const schedule = scheduleOf(rule);
    const maxspan = eql.tree.maxspan.milliseconds / 1000;
    if (!schedule || maxspan <= shortMaxspan || schedule.interval >= maxspan / 2) return;
    const key = rule.table.interval === undefined ? 'query' : 'interval';
    const wanted = inUnits(Math.ceil(maxspan / 120) * 60);
    const span = valueSpan(rule.document, ['rule', key]);
    report({
      span,
      message: `The rule runs every ${inUnits(schedule.interval)}, less than half of the ${inUnits(maxspan)} that the sequence may last.`,
      help: `Set "interval" to "${wanted}" or more.`,
      ...(key === 'interval'
        ? { fix: { title: `Set "interval" to "${wanted}"`, edits: [{ span, text: `"${wanted}"` }] } }
        : {}),
    });
  },
});
