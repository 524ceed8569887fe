import { checkFix, checkLint } from '../../../../test/helpers/check-lint.js';
import lint from './regex-plain-list.js';

checkLint(lint, {
  'alternatives of plain texts': `
    process where process.name regex~ "cat|less"
                               ^^^^^^ The regular expression is a plain list of texts.`,
  'anything that is more than a text': 'process where process.name regex "(cat|les+)"',
  'a dot is any character': 'process where process.name regex "(cat|less.exe)"',
});

checkFix(lint, {
  'the list in place of the expression': [
    'process where process.name regex~ "(cat|less)" and process.pid == 1',
    'process where process.name in~ ("cat", "less") and process.pid == 1',
  ],
});
