import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './regex-plain-list.js';

checkLint(lint, {
  'alternatives of plain texts': `
    process where process.name regex~ "cat|less"
                               ^^^^^^ The regular expression is a list of strings.`,
  'anything that is more than a text': 'process where process.name regex "(cat|les+)"',
  'a dot is any character': 'process where process.name regex "(cat|less.exe)"',
});

checkFix(lint, {
  'the list in place of the expression': [
    'process where process.name regex~ "(cat|less)" and process.pid == 1',
    'process where process.name in~ ("cat", "less") and process.pid == 1',
  ],
  'dots that are escaped': [
    String.raw`process where process.name regex "cmd\\.exe|pwsh\\.exe"`,
    'process where process.name in ("cmd.exe", "pwsh.exe")',
  ],
  'what the alternatives have in common': [
    String.raw`process where process.name regex~ "(cmd|powershell)\\.exe"`,
    'process where process.name in~ ("cmd.exe", "powershell.exe")',
  ],
  'backslashes of a path': [
    'process where process.executable regex """C:\\\\(a|b)"""',
    String.raw`process where process.executable in ("C:\\a", "C:\\b")`,
  ],
  'a class of characters': [
    String.raw`process where process.name regex "(a|\\d)"`,
    String.raw`process where process.name regex "(a|\\d)"`,
  ],
});
