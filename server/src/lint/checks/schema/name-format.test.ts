import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './name-format.js';

checkLint(lint, {
  'a quote at the end': `
    name = "Use of 'sudo'"
           ^^^^^^^^^^^^^^^ A name must start with a letter or digit, and end with one or with a bracket.`,
  'too short': `
    name = "ab"
           ^^^^ A name needs at least three characters.`,
  'a bracket at the end': 'name = "Use of sudo (Linux)"',
});

checkFix(lint, {
  'spaces and full stops': ['name = " Use of sudo. "', 'name = "Use of sudo"'],
  'a quote may belong to another one': [`name = "Use of 'sudo'"`, `name = "Use of 'sudo'"`],
});
