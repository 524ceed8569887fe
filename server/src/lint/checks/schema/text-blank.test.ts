import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './text-blank.js';

checkLint(lint, {
  'an empty name': `
    name = ""
           ^^ "name" is blank.`,
  'a description of blanks': `
    description = "  "
                  ^^^^ "description" is blank.`,
});
