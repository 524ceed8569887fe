import { checkLint, kuery } from '../../../../../test/helpers/check-lint.js';
import lint from './kql-never-matches.js';

checkLint(lint, {
  'an object': kuery(`
    process.parent: bash
                    ^^^^ "process.parent" is an object and has no value itself`),
  'a field below it': kuery('process.parent.name: bash'),
});
