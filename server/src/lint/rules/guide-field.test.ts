import { checkFix, checkLint } from '../../../../test/helpers/check-lint.js';
import lint from './guide-field.js';

checkLint(lint, {
  'in the guide': `
    note = "See {{proces.name}}, {{process.name}} and {{vendor.own.thing}}."
                  ^^^^^^^^^^^ No known field is called "proces.name", so the placeholder stays as it is.`,
  'in a search': `
    [[transform.investigate]]
    label = "a"
    providers = [[{ field = "host.id", value = "{{host.idd}}" }]]
                                                  ^^^^^^^^ No known field is called "host.idd", so the placeholder stays as it is.`,
});

checkFix(lint, {
  'the nearest field': ['note = "\\"{{ host.idd }}\\""', 'note = "\\"{{ host.id }}\\""'],
});
