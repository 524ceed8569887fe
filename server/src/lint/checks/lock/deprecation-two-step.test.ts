import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import guideTitle from '../guide/guide-title.js';
import lint from './deprecation-two-step.js';

const before = `
    name = "Deprecated - Shell"
    note = "### Investigating Shell"`;

checkLint(lint, {
  'the guide has the old name': `${before}
                              ^^^^^ The rule name starts with "Deprecated - ", but the title of the guide does not.`,
  'another name is another matter': 'name = "Deprecated - Shell"\nnote = "### Investigating Process"',
});

checkLint(guideTitle, { 'the mistake is reported once': before });

checkFix(lint, {
  'the announcement': [
    before,
    `
    name = "Deprecated - Shell"
    note = "### Investigating Deprecated - Shell"`,
  ],
});
