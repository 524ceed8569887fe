import { dateFormat } from '../../../rule/schema/formats.js';
import { replaceFix } from '../../../rule/schema-check/check-value.js';
import { valueSpan } from '../../../rule/schema-check/place.js';
import { today } from '../../../rule/schema-check/today.js';
import { defineLint } from '../../lint.js';

const updatedDate = /^[ \t]*updated_date[ \t]*=[ \t]*(["'])(.*?)\1/m;

export default defineLint({
  id: 'date-updated-on-change',
  severity: 'warning',
  counterpart: 'test_all_rules.test_rule_change_has_updated_date',
  summary: 'Changed rule with an unchanged "updated_date"',
  why: 'The date tells people which rules to review again.',
  avoid: `#- rules/a.toml
severity = "high"
#- before
severity = "low"`,
  prefer: `#- rules/a.toml
severity = "high"
#- before
severity = "high"`,

  check({ rule, document, text, before }, report) {
    if (before === undefined || before === text) return;
    const { updated_date: updated } = rule.metadata;
    if (typeof updated !== 'string' || !dateFormat.pattern.test(updated)) return;
    if (updatedDate.exec(before)?.[2] !== updated || updated === today()) return;
    if (withLineFeeds(before) === withLineFeeds(text)) return;
    const path = ['metadata', 'updated_date'];
    report({
      span: valueSpan(document, path),
      message: 'The rule was changed, but "updated_date" was not.',
      ...replaceFix(document, path, today()),
    });
  },
});

function withLineFeeds(text: string): string {
  return text.replaceAll('\r\n', '\n');
}
