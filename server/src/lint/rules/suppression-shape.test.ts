import { checkLint } from '../../../../test/helpers/check-lint.js';
import lint from './suppression-shape.js';

checkLint(lint, {
  'no field': `
    [rule.alert_suppression]
    group_by = []
               ^^ "group_by" must have at least 1 element, not 0.`,
  'a strategy that does not exist': `
    [rule.alert_suppression]
    group_by = ["host.id"]
    missing_fields_strategy = "suppres"
                              ^^^^^^^^^ "suppres" is not a value that "missing_fields_strategy" can have.`,
  'a duration of nothing': `
    [rule.alert_suppression]
    group_by = ["host.id"]
    duration = {value = 0, unit = "m"}
                        ^ "value" must be at least 1, not 0.`,
});
