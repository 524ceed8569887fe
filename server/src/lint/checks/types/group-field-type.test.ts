import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './group-field-type.js';

const query = 'language = "kuery"\nquery = \'user.name: a\'';
const newTerms = `type = "new_terms"
${query}
[[rule.new_terms.history_window_start]]
field = "history_window_start"
value = "now-7d"
[rule.new_terms]
field = "new_terms_fields"`;

checkLint(lint, {
  'a text field of a threshold': `
type = "threshold"
${query}
[rule.threshold]
field = ["user.name", "message"]
                      ^^^^^^^^^ "message" is [match_only_text]: Elasticsearch cannot group events by it, and the run fails.
value = 2`,
  'its cardinality': `
type = "threshold"
${query}
[rule.threshold]
field = ["user.name"]
value = 2
[[rule.threshold.cardinality]]
field = "error.message"
        ^^^^^^^^^^^^^^^ "error.message" is [match_only_text]: Elasticsearch cannot group events by it, and the run fails.
value = 2`,
  'new terms of a multi-field that is text': `
${newTerms}
value = ["process.name.text"]
         ^^^^^^^^^^^^^^^^^^^ "process.name.text" is [match_only_text]: Elasticsearch cannot group events by it, and the run fails.`,
  'an object': `
${newTerms}
value = ["process.parent"]
         ^^^^^^^^^^^^^^^^ "process.parent" is [object] and has no value itself: events cannot be grouped by it.`,
  'the suppression of a query rule': `
type = "query"
${query}
[rule.alert_suppression]
group_by = ["message"]
            ^^^^^^^^^ "message" is [match_only_text]: Elasticsearch cannot group events by it, and the run fails.
missing_fields_strategy = "suppress"`,
  'the suppression of EQL is no aggregation': `
type = "eql"
language = "eql"
query = 'any where true'
[rule.alert_suppression]
group_by = ["message"]
missing_fields_strategy = "suppress"`,
  'keywords, addresses, numbers and what no schema has': `
type = "threshold"
${query}
[rule.threshold]
field = ["user.name", "source.ip", "vendor.line"]
value = 2
[[rule.threshold.cardinality]]
field = "process.pid"
value = 2`,
});
