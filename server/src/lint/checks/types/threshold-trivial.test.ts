import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './threshold-trivial.js';

checkLint(lint, {
  'one event': `
    type = "threshold"
    [rule.threshold]
    field = []
    value = 1
            ^ Every event reaches a threshold of 1.`,
  'a number of distinct values': `
    type = "threshold"
    [rule.threshold]
    field = []
    value = 1
    [[rule.threshold.cardinality]]
    field = "user.name"
    value = 5`,
});
