import { checkFix, checkLint, kuery } from '../../../../test/helpers/check-lint.js';
import lint from './kql-quoted-wildcard.js';

checkLint(lint, {
  'at the end': kuery(`
    process.name: ("cmd*" or "sh")
                   ^^^^^^ The star in "cmd*" is the character itself, because it stands in quotes.`),
  'within a text with spaces': kuery('process.command_line.text: "a * b"'),
});

checkFix(lint, {
  'without quotes, what is special escaped': [
    kuery(String.raw`file.path: "C:\\Users\\*"`),
    kuery(String.raw`file.path: C\:\\Users\\*`),
  ],
});
