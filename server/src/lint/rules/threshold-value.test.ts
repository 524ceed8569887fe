import { checkLint } from '../../../../test/helpers/check-lint.js';
import lint from './threshold-value.js';

checkLint(lint, {
  zero: `
    type = "threshold"
    language = "kuery"
    query = "a: b"
    threshold = {field = ["host.id"], value = 0}
                                              ^ "value" must be at least 1, not 0.`,
  'six fields': `
    type = "threshold"
    language = "kuery"
    query = "a: b"
    threshold = {field = ["a", "b", "c", "d", "e", "f"], value = 1}
                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "field" must have at most 5 elements, not 6.`,
});
