import { avoided, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './threshold-value.js';

const four = (stack: string, marker = ''): string => `
    [metadata]
    min_stack_version = "${stack}"
    [rule]
    type = "threshold"
    threshold = {field = ["a", "b", "c", "d"], value = 2}${marker}`;

checkLint(lint, {
  zero: avoided(lint, { '0': '"value" must be at least 1, not 0.' }),
  'six fields': `
    type = "threshold"
    language = "kuery"
    query = "a: b"
    threshold = {field = ["a", "b", "c", "d", "e", "f"], value = 1}
                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "field" must have at most 5 elements, not 6.`,
  'four fields on an older stack': four(
    '9.1.0',
    `
                         ^^^^^^^^^^^^^^^^^^^^ Before 9.2 a threshold groups by at most 3 fields, not 4.`,
  ),
  'four fields': four('9.2.0'),
});
