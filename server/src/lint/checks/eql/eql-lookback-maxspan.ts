import { eqlLanguage } from '../../../query/eql/language.js';
import { inUnits, scheduleOf } from '../../../rule/schedule.js';
import { valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';

/** How much longer a sequence may last than a run looks back. */
const tolerance = 10 * 60;

export default defineLint({
  id: 'eql-lookback-maxspan',
  severity: 'warning',
  language: eqlLanguage,
  elasticSeverity: 'error',
  scope: 'production',
  counterpart: 'test_all_rules.test_eql_lookback',
  judges: ['from'],
  echoes: ['from-format'],
  summary: 'Sequence with a maxspan longer than the look-back',
  why: 'A run sees only its time window, so when the last step of a long sequence arrives, its first steps are outside the window.',
  avoid: `from = "now-9m"
type = "eql"
language = "eql"
query = 'sequence by host.id with maxspan=1h [process where true] [file where true]'`,
  prefer: `from = "now-60m"
type = "eql"
language = "eql"
query = 'sequence by host.id with maxspan=1h [process where true] [file where true]'`,

  check(analysis, report) {
    const { rule } = analysis;
    const eql = analysis.parsed(eqlLanguage);
    if (eql?.tree?.kind !== 'sequence' || !eql.tree.maxspan) return;
    const schedule = scheduleOf(rule);
    const maxspan = eql.tree.maxspan.milliseconds / 1000;
    if (!schedule || schedule.from - schedule.to + tolerance >= maxspan) return;
    const key = rule.table.from === undefined ? 'query' : 'from';
    const wanted = `now-${inUnits(maxspan + schedule.to)}`;
    const span = valueSpan(rule.document, ['rule', key]);
    report({
      span,
      message: `A run looks back ${inUnits(schedule.from - schedule.to)}, but the sequence may last ${inUnits(maxspan)}.`,
      help: `Set "from" to "${wanted}".`,
      ...(key === 'from'
        ? { fix: { title: `Set "from" to "${wanted}"`, edits: [{ span, text: `"${wanted}"` }] } }
        : {}),
    });
  },
});
