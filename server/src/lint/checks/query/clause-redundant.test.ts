import { avoided, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './clause-redundant.js';

checkLint(lint, {
  'a clause that one alternative implies is needed for the other':
    'process where process.name : "c*" and (process.name == "cat" or process.pid == 4)',
  'a wider pattern': avoided(lint, {
    'process.name : "c*"': 'This holds for every event that satisfies `process.name : "cat*"`.',
  }),
  'the wider one first': `
    process where process.name : "c*" and process.name : "cat*"
                  ^^^^^^^^^^^^^^^^^^^ This holds for every event that satisfies \`process.name : "cat*"\`.`,
  'a test for presence beside a value': `
    process where process.name != null and process.name == "a"
                  ^^^^^^^^^^^^^^^^^^^^ This holds for every event that satisfies \`process.name == "a"\`.`,
  'a narrower exclusion': `
    process where not process.name : "a*" and not process.name : "ab"
                                              ^^^^^^^^^^^^^^^^^^^^^^^ This holds for every event that satisfies \`not process.name : "a*"\`.`,
  'a narrower clause of an exclusion': `
    process where not (process.name : "a*" or process.name : "ab")
                                              ^^^^^^^^^^^^^^^^^^^ \`process.name : "a*"\` excludes every event that this excludes.`,
  'a narrower alternative': `
    process where process.name : "a*" or process.name : "ab"
                                         ^^^^^^^^^^^^^^^^^^^ \`process.name : "a*"\` finds every event that this finds.`,
  'patterns that overlap': 'process where process.name : "a*" and process.name : "*b"',
  'case decides': 'process where process.name == "A*b" or process.name like "a*"',
});
