import type { Analysis } from '../../../analysis/analysis.js';
import { eqlLanguage } from '../../../query/eql/language.js';
import { replaceFix } from '../../../rule/schema-check/check-value.js';
import { insertKey, quoted } from '../../../rule/schema-check/key-edits.js';
import { keySpan, valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';
import { isAbsent } from '../shared/absent.js';

const wanted = 'event.ingested';

export default defineLint({
  id: 'timestamp-override',
  severity: 'error',
  profile: 'elastic',
  scope: 'production',
  counterpart: 'test_all_rules.test_event_override',
  judges: ['timestamp_override', 'type'],
  echoes: ['type-enum'],
  summary: 'Rule without "timestamp_override"',
  why: 'With "@timestamp", events that arrive late fall before the window of the next run and are missed.',
  avoid: 'type = "eql"\nlanguage = "eql"\nquery = "process where true"',
  prefer: `type = "eql"
language = "eql"
query = "process where true"
timestamp_override = "event.ingested"`,

  check(analysis, report) {
    const { rule, document } = analysis;
    const override = rule.table.timestamp_override;
    if (override === wanted || !looksAtSingleEvents(analysis)) return;
    const path = ['rule', 'timestamp_override'];
    if (override !== undefined) {
      if (typeof override !== 'string') return;
      report({
        span: valueSpan(document, path),
        message: `"timestamp_override" must be "${wanted}", or late events are missed.`,
        ...replaceFix(document, path, wanted),
      });
      return;
    }
    if (!isAbsent(analysis, 'rule', 'timestamp_override')) return;
    const edit = insertKey(document, 'rule', 'timestamp_override', quoted(wanted));
    report({
      span: keySpan(document, ['rule', 'query']),
      message: `The rule needs "timestamp_override", or late events are missed.`,
      ...(edit ? { fix: { title: `Set "timestamp_override" to "${wanted}"`, edits: [edit] } } : {}),
    });
  },
});

/**
 * Returns whether a rule is in KQL, or in EQL without a sequence or sample: those need the order of
 * "@timestamp".
 */
function looksAtSingleEvents(analysis: Analysis): boolean {
  const { rule } = analysis;
  const eql = analysis.parsed(eqlLanguage);
  if (rule.query === undefined) return false;
  return rule.language === 'kuery' || (rule.language === 'eql' && eql?.tree?.kind === 'event-query');
}
