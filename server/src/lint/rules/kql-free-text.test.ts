import { checkFix, checkLint, kuery } from '../../../../test/helpers/check-lint.js';
import lint from './kql-free-text.js';

checkLint(lint, {
  'a missing colon': kuery(`
    process.pid: 4 and process.name cmd.exe
                       ^^^^^^^^^^^^^^^^^^^^ "process.name cmd.exe" is searched for in all fields.`),
  'what a syntax error leaves behind': kuery('process.name: "a" or "b") and not (host.name: "c" or "d"'),
  'values of a list belong to its field': kuery('process.name: (a or b)'),
});

checkFix(lint, {
  'a missing colon': [kuery('process.name cmd.exe'), kuery('process.name: cmd.exe')],
  'an operator of EQL': [kuery('process.pid == 4'), kuery('process.pid: 4')],
  'a word that is no field': [kuery('remote login'), kuery('remote login')],
});
