import { avoided, checkFix, checkLint, examples } from '../../../../../test/helpers/check-lint.js';
import lint from './threat-framework.js';

checkLint(lint, {
  misspelt: avoided(lint, {
    '"MITRE ATTACK"': '"MITRE ATTACK" is not a value that "framework" can have.',
  }),
});

checkFix(lint, { 'the nearest name': examples(lint) });
