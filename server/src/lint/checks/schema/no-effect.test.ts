import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './no-effect.js';

checkLint(lint, {
  'keys without effect': `
    output_index = "x"
    ^^^^^^^^^^^^ "output_index" has had no effect since version 8.
    timestamp_override = "@timestamp"
    ^^^^^^^^^^^^^^^^^^ "@timestamp" is already used without an override.`,
  'a fallback without an override': `
    timestamp_override_fallback_disabled = true
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Without "timestamp_override" there is no fallback.`,
  'filters of ES|QL': `
    type = "esql"
    language = "esql"
    query = "from logs-* metadata _id"
    filters = [{meta = {}}]
    ^^^^^^^ Kibana drops the filters of an ES|QL rule, so the rule finds more than it seems to.`,
  'an override of a sequence': `
    type = "eql"
    language = "eql"
    query = "sequence [any where true] [any where true]"
    rule_name_override = "message"
    ^^^^^^^^^^^^^^^^^^ "rule_name_override" does not apply to the alerts of a sequence.`,
  'a second risk mapping': `
    risk_score_mapping = [
      {field = "a", operator = "equals", value = ""},
      {field = "b", operator = "equals", value = ""},
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Only the first mapping of the risk score is used.
    ]`,
  'an action that runs nothing': `
    [[rule.response_actions]]
    action_type_id = ".osquery"
    [rule.response_actions.params]
                           ^^^^^^ The action has neither a query nor a pack, so it runs nothing.
    timeout = 60`,
  'versions of integrations': `
    related_integrations = [
      {package = "aws", version = "^2.0.0"},
      {package = "o365", version = "newest"},
                         ^^^^^^^ "newest" is not a version range such as "^2.0.0", so no version matches.
    ]`,
  'settings with effect':
    'timestamp_override = "event.ingested"\ntimestamp_override_fallback_disabled = true\ntags = ["a"]',
});
