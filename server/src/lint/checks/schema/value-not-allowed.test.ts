import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './value-not-allowed.js';

checkLint(lint, {
  'an operator': `
    [[rule.risk_score_mapping]]
    field = "event.risk_score"
    operator = "equal"
               ^^^^^^^ "operator" cannot be "equal".
    value = ""`,
});

checkFix(lint, {
  'the nearest value': [
    `
    [[rule.risk_score_mapping]]
    field = "event.risk_score"
    operator = "equal"`,
    `
    [[rule.risk_score_mapping]]
    field = "event.risk_score"
    operator = "equals"`,
  ],
});
