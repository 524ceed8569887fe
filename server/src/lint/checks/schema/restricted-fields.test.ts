import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './restricted-fields.js';

checkLint(lint, {
  'an older stack': `
    [metadata]
    min_stack_version = "8.10.0"
    [rule]
    setup = "Install it."
    investigation_fields = {field_names = ["host.id"]}
    ^^^^^^^^^^^^^^^^^^^^ "investigation_fields" needs stack 8.11, but the rule is for 8.10.0 too.`,
  'no stack is named': '[metadata]\n[rule]\nsetup = "Install it."',
});
