import { checkLint, kuery } from '../../../../test/helpers/check-lint.js';
import lint from './kql-free-text.js';

checkLint(lint, {
  'a missing colon': kuery(`
    process.pid: 4 and process.name cmd.exe
                       ^^^^^^^^^^^^^^^^^^^^ "process.name cmd.exe" is searched for in all fields.`),
  'values of a list belong to its field': kuery('process.name: (a or b)'),
});
