import { checkFix, checkLint } from '../../../../test/helpers/check-lint.js';
import lint from './eql-never-matches.js';

checkLint(lint, {
  'a number and a text': `
    process where process.pid == "4"
                  ^^^^^^^^^^^^^^^^^^ [process.pid] is [long] and ["4"] is [keyword]: they are never equal`,
  'values of one type': 'process where process.pid == 4',
});

checkFix(lint, {
  'a number in quotes': ['process where process.pid == "4"', 'process where process.pid == 4'],
  'on the left': ['process where "4" == process.pid', 'process where 4 == process.pid'],
  'a boolean in quotes': [
    'process where process.code_signature.trusted != "true"',
    'process where process.code_signature.trusted != true',
  ],
  'a text that is no number': ['process where process.pid == "a"', 'process where process.pid == "a"'],
});
