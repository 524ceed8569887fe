import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './transform-unused.js';

const entries = (marker = ''): string => `
    [[transform.osquery]]
    label = "a"
    [[transform.osquery]]${marker}
    label = "b"`;

checkLint(lint, {
  'the second of two': `
    [metadata]
    [rule]
    note = "$osquery_0"${entries('\n    ^^^^^^^^^^^^^^^^^^^^^ The guide does not refer to this search: "$osquery_1" is not in "note".')}`,
  'a number beyond the last is another matter': `
    [metadata]
    [rule]
    note = "$osquery_1 $osquery_2"${entries()}`,
  'so is a rule without a guide': `
    [metadata]
    [rule]${entries()}`,
});
