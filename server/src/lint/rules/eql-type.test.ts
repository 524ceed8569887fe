import { checkLint } from '../../../../test/helpers/check-lint.js';
import lint from './eql-type.js';

checkLint(lint, {
  'a pattern for a number': `
    process where process.pid : "4*"
                  ^^^^^^^^^^^ [:] takes text on its left, [process.pid] is [long]`,
  'types that fit': 'process where process.pid == 4',
});
