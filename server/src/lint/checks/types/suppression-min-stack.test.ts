import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './suppression-min-stack.js';

const suppression = `
    [rule.alert_suppression.duration]
    value = 5
    unit = "m"`;

checkLint(lint, {
  'an older stack': `
    [metadata]
    min_stack_version = "8.9.0"
    [rule]
    type = "threshold"
    [rule.alert_suppression]
    ^^^^^^^^^^^^^^^^^^^^^^^^ Rules of type "threshold" support "alert_suppression" from stack 8.12 on, but this one is for 8.9.0 too.${suppression}`.replace(
    '^^^^^^^^^^^^^^^^^^^^^^^^ R',
    '      ^^^^^^^^^^^^^^^^^ R',
  ),
  'no stack is named': `
    [metadata]
    [rule]
    type = "threshold"${suppression}`,
});
