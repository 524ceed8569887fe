import { avoided, checkFix, checkLint, examples } from '../../../../../test/helpers/check-lint.js';
import lint from './threat-framework.js';

checkLint(lint, {
  misspelt: avoided(lint, {
    '"MITRE ATTACK"': '"framework" cannot be "MITRE ATTACK".',
  }),
});

checkFix(lint, { 'the nearest name': examples(lint) });
