import { checkFix, checkLint, kuery } from '../../../../../test/helpers/check-lint.js';
import lint from './kql-keyword-case.js';

checkLint(lint, {
  'between clauses': kuery(`
    process.name: a AND NOT process.pid: 4
                    ^^^ detection-rules accepts only lower-case keywords, not "AND".
                        ^^^ detection-rules accepts only lower-case keywords, not "NOT".`),
  'in a list': kuery(`
    process.name: (a Or b)
                     ^^ detection-rules accepts only lower-case keywords, not "Or".`),
  'part of a value': kuery('process.name: "a AND b" and process.name: ANDREW'),
});

checkFix(lint, {
  'lower case': [kuery('process.name: a AND process.pid: 4'), kuery('process.name: a and process.pid: 4')],
});
