import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './eql-case-sensitive-windows.js';

checkLint(lint, {
  'in a list': `
    process where host.os.type == "windows" and process.name in ("a.exe", "b.exe")
                                                ^^^^^^^^^^^^ "process.name" can have any case on Windows, but this comparison is case-sensitive.`,
  'another system': 'process where host.os.type == "linux" and process.name == "a"',
  'an operator without case': 'process where host.os.type == "windows" and process.name : "a.exe"',
});
