import { avoided, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './threat-dup-tactic.js';

checkLint(lint, {
  twice: avoided(lint, { '"TA0002"': 'Duplicate entry for tactic TA0002.' }),
});
