import { checkFix, checkLint } from '../../../../test/helpers/check-lint.js';
import lint from './field-unknown.js';

checkLint(lint, {
  'one letter missing': `
    process where proces.name == "sh"
                  ^^^^^^^^^^^ No known field is called "proces.name".`,
  'in a list, a call and a join key': `
    sequence by host.idd
                ^^^^^^^^ No known field is called "host.idd".
      [process where length(process.comand_line) > 10]
                            ^^^^^^^^^^^^^^^^^^^ No known field is called "process.comand_line".
      [file where user.nam in ("a", "b")]
                  ^^^^^^^^ No known field is called "user.nam".`,
  'the field of a vendor': 'any where winlog.event_data.ShareName == "x"',
  'an optional field': 'process where ?proces.name == "sh"',
  'an object of labels': 'process where container.labels.app == "web"',
});

checkFix(lint, {
  'the nearest field': ['process where proces.name == "sh"', 'process where process.name == "sh"'],
});
