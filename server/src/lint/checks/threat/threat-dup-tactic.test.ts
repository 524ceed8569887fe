import { avoided, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './threat-dup-tactic.js';

checkLint(lint, {
  twice: avoided(lint, { '"TA0002"': 'Tactic TA0002 has an entry already.' }),
});
