import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './risk-range.js';

checkLint(lint, {
  'too high': `
    risk_score = 101
                 ^^^ "risk_score" must be from 0 to 100, not 101.`,
  negative: `
    risk_score = -1
                 ^^ "risk_score" must be from 0 to 100, not -1.`,
  'more than a number holds': `
    risk_score = 99999999999999999999
                 ^^^^^^^^^^^^^^^^^^^^ "risk_score" must be from 0 to 100, not 99999999999999999999.`,
  'the ends': 'risk_score = 0',
});
