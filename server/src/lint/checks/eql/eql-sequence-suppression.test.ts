import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './eql-sequence-suppression.js';

checkLint(lint, {
  'an event query': `
    [metadata]
    min_stack_version = "8.16.0"
    [rule]
    type = "eql"
    language = "eql"
    query = 'process where true'
    [rule.alert_suppression]
    group_by = ["host.id"]`,
  'a sequence': `
    [metadata]
    min_stack_version = "8.16.0"
    [rule]
    type = "eql"
    language = "eql"
    query = 'sequence by host.id [process where true] [file where true]'
    [rule.alert_suppression]
          ^^^^^^^^^^^^^^^^^ Suppressing alerts of a sequence needs stack 8.18, but "min_stack_version" is 8.16.0.
    group_by = ["host.id"]`,
});
