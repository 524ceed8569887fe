import { checkFix, checkLint } from '../../../../test/helpers/check-lint.js';
import lint from './tag-casing.js';

checkLint(lint, {
  'another letter case': `
    tags = ["Tactic: Command And Control"]
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The tag "Tactic: Command And Control" is written "Tactic: Command and Control" everywhere else.`,
  'without the blank': `
    tags = ["OS:Linux"]
            ^^^^^^^^^^ The tag "OS:Linux" is written "OS: Linux" everywhere else.`,
  'a tag of your own': 'tags = ["team: blue", "Tactic: Annoyance"]',
});

checkFix(lint, {
  'the usual one': ['tags = ["os: windows"]', 'tags = ["OS: Windows"]'],
});
