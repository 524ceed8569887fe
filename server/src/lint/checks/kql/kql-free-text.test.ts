import { expect, test } from 'vitest';
import { checkFix, checkLint, kuery, runLint } from '../../../../../test/helpers/check-lint.js';
import lint from './kql-free-text.js';

checkLint(lint, {
  'a missing colon': kuery(`
    process.pid: 4 and process.name cmd.exe
                       ^^^^^^^^^^^^^^^^^^^^ "process.name cmd.exe" is searched for in all fields.`),
  'what a syntax error leaves behind': kuery('process.name: "a" or "b") and not (host.name: "c" or "d"'),
  'what stands behind a comment': kuery('process.name: a // this and that'),
  'values of a list belong to its field': kuery('process.name: (a or b)'),
});

checkFix(lint, {
  'a missing colon': [kuery('process.name cmd.exe'), kuery('process.name: cmd.exe')],
  'an operator of EQL': [kuery('process.pid == 4'), kuery('process.pid: 4')],
  'a word that is no field': [kuery('remote login'), kuery('remote login')],
});

test('kql-free-text: a query in another language', () => {
  const help = (query: string) => runLint(lint, kuery(query)).problems[0]?.help;
  expect(help('sequence by host.id [process where true] [file where true]')).toContain('EQL');
  expect(help('from logs-* | limit 1')).toContain('ES|QL');
  expect(help('remote login')).not.toContain('QL');
});
