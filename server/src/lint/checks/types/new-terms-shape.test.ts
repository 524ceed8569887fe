import { avoided, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './new-terms-shape.js';

checkLint(lint, {
  'no field': avoided(lint, { '[]': '"value" must have at least 1 element, not 0.' }),
  'a window that is no time': `
    type = "new_terms"
    language = "kuery"
    query = "a: b"

    [rule.new_terms]
    field = "new_terms_fields"
    value = ["host.id"]
    [[rule.new_terms.history_window_start]]
    field = "history_window_start"
    value = "7d"
            ^^^^ "value" must be a time such as "now-9m", not "7d".`,
  'a history that is no longer than a run looks back': `
    type = "new_terms"
    from = "now-9m"
    [rule.new_terms]
    field = "new_terms_fields"
    value = ["host.id"]
    [[rule.new_terms.history_window_start]]
    field = "history_window_start"
    value = "now-5m"
            ^^^^^^^^ The history must start before "from", which is "now-9m": in "now-5m" every value is new, and Kibana refuses it.`,
  'a history that is longer': `
    type = "new_terms"
    from = "now-9m"
    [rule.new_terms]
    field = "new_terms_fields"
    value = ["host.id"]
    [[rule.new_terms.history_window_start]]
    field = "history_window_start"
    value = "now-10m"`,
  'a field twice': `
    type = "new_terms"
    [rule.new_terms]
    field = "new_terms_fields"
    value = ["host.id", "user.id", "host.id"]
                                   ^^^^^^^^^ Duplicate field "host.id".`,
  'two fields on a very old stack': `
    [metadata]
    min_stack_version = "8.5.0"
    [rule]
    type = "new_terms"
    [rule.new_terms]
    field = "new_terms_fields"
    value = ["host.id", "user.id"]
            ^^^^^^^^^^^^^^^^^^^^^^ Before 8.6 a new terms rule can have only one field.`,
});
