import { avoided, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './suppression-shape.js';

checkLint(lint, {
  'no field': avoided(lint, { '[]': '"group_by" must have at least 1 element, not 0.' }),
  'a strategy that does not exist': `
    [rule.alert_suppression]
    group_by = ["host.id"]
    missing_fields_strategy = "suppres"
                              ^^^^^^^^^ "missing_fields_strategy" cannot be "suppres".`,
  'a duration of nothing': `
    [rule.alert_suppression]
    group_by = ["host.id"]
    missing_fields_strategy = "suppress"
    duration = {value = 0, unit = "m"}
                        ^ "value" must be at least 1, not 0.`,
  'no strategy': `
    [rule.alert_suppression]
          ^^^^^^^^^^^^^^^^^ Without "missing_fields_strategy" Kibana uses "suppress".
    group_by = ["host.id"]`,
  'a field without a name': `
    [rule.alert_suppression]
    group_by = [""]
                ^^ The field name is empty.
    missing_fields_strategy = "suppress"`,
  'a threshold rule with fields': `
    type = "threshold"
    [rule.alert_suppression]
    group_by = ["host.id"]
    ^^^^^^^^ A threshold rule is grouped by "threshold.field", so its suppression can have only "duration", not "group_by".
    duration = {value = 5, unit = "m"}`,
  'a threshold rule without a duration': `
    type = "threshold"
    [rule.alert_suppression]
          ^^^^^^^^^^^^^^^^^ The suppression of a threshold rule needs "duration".`,
  'a misspelt key is another matter': `
    [rule.alert_suppression]
    groupby = ["host.id"]
    missing_fields_strategy = "suppress"`,
});
