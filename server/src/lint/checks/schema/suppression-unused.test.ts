import { avoided, checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './suppression-unused.js';

checkLint(lint, {
  'nothing is found': avoided(lint, {
    'wildcard-in-exact': '"wildcard-in-exact" reports nothing here, so there is nothing to ignore.',
  }),
  'something is': `
    process where
      // rulewright-ignore wildcard-in-exact
      process.name == "sh*"`,
  'one of two is found': `
    process where
      // rulewright-ignore wildcard-in-exact, eql-type
                                              ^^^^^^^^ "eql-type" reports nothing here, so there is nothing to ignore.
      process.name == "sh*"`,
  'a check that does not exist': `
    # rulewright-ignore severity-enumm
                        ^^^^^^^^^^^^^^ Unknown check "severity-enumm".
    severity = "low"`,
  'a check that is off': `
    # rulewright-ignore eql-maxspan-long
    severity = "low"`,
  'a text that speaks of such comments': `
    note = "Write # rulewright-ignore key-unknown above the line."`,
});

checkFix(lint, {
  'the comment goes': [
    `process where
      // rulewright-ignore wildcard-in-exact
      process.name == "sh"`,
    `process where
      process.name == "sh"`,
  ],
  'at the end of a line': [
    'process where process.name == "sh" // rulewright-ignore wildcard-in-exact',
    'process where process.name == "sh"',
  ],
  'a misspelt check': [
    '# rulewright-ignore severty-enum\nseverity = "lo"',
    '# rulewright-ignore severity-enum\nseverity = "lo"',
  ],
});
