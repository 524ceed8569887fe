import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './type-enum.js';

checkLint(lint, {
  'a misspelt type': `
    type = "qurey"
           ^^^^^^^ "qurey" is not a value that "type" can have.
    language = "kuery"
    query = "process.name: sh"`,
});

checkFix(lint, {
  'the nearest type': [
    `
    type = "qurey"
    language = "kuery"
    query = "process.name: sh"`,
    `
    type = "query"
    language = "kuery"
    query = "process.name: sh"`,
  ],
});
