import { checkLint, kuery } from '../../../../../test/helpers/check-lint.js';
import lint from './kql-type.js';

checkLint(lint, {
  'a word for a number': kuery(`
    process.pid: four
                 ^^^^ "four" is not a number, as "process.pid" requires`),
  'types that fit': kuery('process.pid: 4 and source.ip: "10.0.0.0/8"'),
});
