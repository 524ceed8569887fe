import { checkFix, checkLint, kuery } from '../../../../../test/helpers/check-lint.js';
import lint from './dup-literal.js';

checkLint(lint, {
  'twice in a list': `
    process where process.name in ("a", "b", "a")
                                             ^^^ "a" is already in the list.`,
  'with another case where case does not count': `
    process where process.name : ("a", "A")
                                       ^^^ "A" is already in the list.`,
  'with another case where it counts': 'process where process.name in ("a", "A")',
  'in KQL': kuery(`
    process.name: (a or b or a)
                             ^ "a" is already in the list.`),
  'lists of their own': kuery('process.name: (a or b) and host.name: (a or b)'),
});

checkFix(lint, {
  'the second goes, with its comma': [
    'process where process.name in ("a", "b",  "a", "c")',
    'process where process.name in ("a", "b", "c")',
  ],
  'in KQL with its keyword': [
    kuery('process.name: (a or b or\n  a or c)'),
    kuery('process.name: (a or b or c)'),
  ],
});
