import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './guide-field.js';

checkLint(lint, {
  'in a search that is written in the guide': `
    note = 'See {{proces.name}} and !{osquery{"query":"SELECT {{proces.name}}, {{process.name}}, {{vendor.own.thing}}"}}'
                                                                ^^^^^^^^^^^ No known field is called "proces.name", so the placeholder stays as it is.`,
  'in a search': `
    [[transform.investigate]]
    label = "a"
    providers = [[{ field = "host.id", value = "{{host.idd}}" }]]
                                                  ^^^^^^^^ No known field is called "host.idd", so the placeholder stays as it is.`,
});

checkFix(lint, {
  'the nearest field': [
    '[[transform.osquery]]\nlabel = "a"\nquery = "\\"{{ host.idd }}\\""',
    '[[transform.osquery]]\nlabel = "a"\nquery = "\\"{{ host.id }}\\""',
  ],
});
