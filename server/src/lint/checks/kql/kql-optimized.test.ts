import { checkFix, checkLint, kuery } from '../../../../../test/helpers/check-lint.js';
import lint from './kql-optimized.js';

checkLint(lint, {
  'one field twice': kuery(`
    host.name: x and (process.name: a or process.name: b)
                                         ^^^^^^^^^^^^ "process.name" is already compared: write the values in one list, "process.name: (a or b)".`),
  'fields of their own': kuery('process.name: a and host.name: b and not user.name: c'),
  'a list': kuery('process.name: (a or b) and host.name: (x and not y)'),
  'not not': kuery(`
    not (not process.name: a)
    ^^^^^^^^^^^^^^^^^^^^^^^^ Two "not" cancel each other out.`),
  'not before a value': kuery(`
    process.name: (not a)
                   ^^^^^ Write "not" before the field: "not field: value".`),
  'not before all values': kuery(`
    process.name: (not a and not b)
                   ^^^^^^^^^^^^^^^ Write one "not" before the field: "not field: (a or b)".`),
  'a field and the same field negated': kuery(`
    process.name: * and host.name: x and not process.name: a
                                             ^^^^^^^^^^^^ "process.name" is already compared: write the values in one list, "process.name: (a and not b)".`),
  'fields negated one by one': kuery(`
    not process.name: a and not process.name: b and not process.name: c
                                ^^^^^^^^^^^^ "process.name" is already compared: write the values in one list, "not process.name: (a or b)".`),
  'parentheses that change nothing': kuery(`
    process.name: a and (host.name: b and user.name: c)
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ These parentheses change nothing: "and" also surrounds them.`),
  'queries over scripts are left alone': kuery(
    'powershell.file.script_block_text: a or powershell.file.script_block_text: b',
  ),
});

checkFix(lint, {
  'one list, the layout stays': [
    kuery(`
      host.name: x and
      process.name: (
        a or
        b
      ) and
      user.name: y or
      (process.name: a or process.name: b)`),
    kuery(`
      host.name: x and
      process.name: (
        a or
        b
      ) and
      user.name: y or
      process.name: (a or b)`),
  ],
});
