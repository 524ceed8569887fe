import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './risk-default.js';

checkLint(lint, {
  'another score': `
    risk_score = 10
                 ^^ The usual risk score for the severity "low" is 21.
    severity = "low"`,
  'a score of another severity is another matter': 'risk_score = 50\nseverity = "low"',
});

checkFix(lint, {
  'the usual score': ['risk_score = 90\nseverity = "critical"', 'risk_score = 99\nseverity = "critical"'],
});
