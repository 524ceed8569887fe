import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './guide-field.js';

checkLint(lint, {
  'in a search that is written in the guide': `
    note = 'See {{proces.name}} and !{osquery{"query":"SELECT {{proces.name}}, {{process.name}}, {{vendor.own.thing}}"}}'
                                                                ^^^^^^^^^^^ Unknown field "proces.name", so the placeholder is not replaced.`,
  'in a search': `
    [[transform.investigate]]
    label = "a"
    providers = [[{ field = "host.id", value = "{{host.idd}}" }]]
                                                  ^^^^^^^^ Unknown field "host.idd", so the placeholder is not replaced.`,
});

checkFix(lint, {
  'the nearest field': [
    '[[transform.osquery]]\nlabel = "a"\nquery = "\\"{{ host.idd }}\\""',
    '[[transform.osquery]]\nlabel = "a"\nquery = "\\"{{ host.id }}\\""',
  ],
});
