import { checkLint } from '../../../../test/helpers/check-lint.js';
import lint from './eql-never-matches.js';

checkLint(lint, {
  'a number and a text': `
    process where process.pid == "4"
                  ^^^^^^^^^^^^^^^^^^ [process.pid] is [long] and ["4"] is [keyword]: they are never equal`,
  'values of one type': 'process where process.pid == 4',
});
