import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './risk-severity.js';

checkLint(lint, {
  'too low': `
    risk_score = 21
                 ^^ A risk score of 21 is for the severity "low", but the rule has "critical", which allows 74 to 100.
    severity = "critical"`,
  'the limits': 'risk_score = 22\nseverity = "medium"',
  'another score of the same severity': 'risk_score = 60\nseverity = "high"',
  'a score that does not exist is another matter': 'risk_score = 470\nseverity = "high"',
});

checkFix(lint, {
  'the usual score of the severity': [
    'risk_score = 21 # low\nseverity = "critical"',
    'risk_score = 99 # low\nseverity = "critical"',
  ],
});
