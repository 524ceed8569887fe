import { valueSpan } from '../../../rule/schema-check/place.js';
import { isTable } from '../../../toml/path.js';
import { defineLint } from '../../lint.js';
import { unknownNames } from '../query/unknown-names.js';

export default defineLint({
  id: 'new-terms-field-known',
  severity: 'warning',
  counterpart: 'test_specific_rules.test_new_terms_fields',
  summary: 'Unknown field for new terms',
  why: 'Events without the field are skipped, so with an unknown field the rule never alerts.',
  avoid: `type = "new_terms"
language = "kuery"
query = 'process.name: a'
[rule.new_terms]
field = "new_terms_fields"
value = ["host.idd"]
[[rule.new_terms.history_window_start]]
field = "history_window_start"
value = "now-7d"`,
  prefer: `type = "new_terms"
language = "kuery"
query = 'process.name: a'
[rule.new_terms]
field = "new_terms_fields"
value = ["host.id"]
[[rule.new_terms.history_window_start]]
field = "history_window_start"
value = "now-7d"`,

  check(analysis, report) {
    const { new_terms } = analysis.rule.table;
    if (!isTable(new_terms)) return;
    for (const { path, ...finding } of unknownNames(
      new_terms.value,
      ['rule', 'new_terms', 'value'],
      analysis,
    )) {
      report({ span: valueSpan(analysis.document, path), ...finding });
    }
  },
});
