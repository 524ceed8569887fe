import { checkFix, checkLint, kuery } from '../../../../../test/helpers/check-lint.js';
import lint from './kql-quoted-wildcard.js';

checkLint(lint, {
  'at the end': kuery(`
    process.name: ("cmd*" or "sh")
                   ^^^^^^ The star in "cmd*" is not a wildcard, because it is in quotes.`),
  'within the name of a file': kuery(`
    process.name: "cmd*.exe"
                  ^^^^^^^^^^ The star in "cmd*.exe" is not a wildcard, because it is in quotes.`),
  'within a path': kuery(`
    file.path: "/tmp/*/x"
               ^^^^^^^^^^ The star in "/tmp/*/x" is not a wildcard, because it is in quotes.`),
  'in a path of Windows': kuery(String.raw`
    file.path: "C:\\Windows\\*.exe"
               ^^^^^^^^^^^^^^^^^^^^^ The star in "C:\Windows\*.exe" is not a wildcard, because it is in quotes.`),
  'as Windows writes the host of a share': kuery(String.raw`file.path: "\\\\*\\share"`),
  'between words': kuery('user.name: "a*b"'),
  'within a text with spaces': kuery('process.command_line.text: "a * b"'),
});

checkFix(lint, {
  'without quotes, what is special escaped': [
    kuery(String.raw`file.path: "C:\\Users\\*"`),
    kuery(String.raw`file.path: C\:\\Users\\*`),
  ],
});
