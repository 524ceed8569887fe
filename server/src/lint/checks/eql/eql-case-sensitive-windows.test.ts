import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './eql-case-sensitive-windows.js';

checkLint(lint, {
  'in a list': `
    process where host.os.type == "windows" and process.name in ("a.exe", "b.exe")
                                                ^^^^^^^^^^^^ Windows writes "process.name" in any case, and this compares with case.`,
  'another system': 'process where host.os.type == "linux" and process.name == "a"',
  'an operator without case': 'process where host.os.type == "windows" and process.name : "a.exe"',
});
