import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './tag-primary-tactic.js';

const threat = `
    [[rule.threat]]
    [rule.threat.tactic]
    name = "Execution"
    [[rule.threat]]
    [rule.threat.tactic]
    name = "Impact"`;

checkLint(lint, {
  'another tactic': `
    tags = ["Tactic: Impact"]
    ^^^^ The tag "Tactic: Execution" is missing: it is the first tactic of the rule.${threat}`,
  'a tag for it that is misspelt is told by itself': `
    tags = ["Tactic: Excution"]${threat}`,
  'another tag is misspelt': `
    tags = ["OS: MacOS"]
    ^^^^ The tag "Tactic: Execution" is missing: it is the first tactic of the rule.${threat}`,
  'continuous monitoring': `
    tags = ["Use Case: Continuous Monitoring"]${threat}`,
  'machine learning': `
    tags = []
    type = "machine_learning"${threat}`,
  'no tactic': 'tags = ["OS: Linux"]',
});

checkFix(lint, {
  'without tags': [
    `severity = "low"${threat}`,
    `severity = "low"\n    tags = ["Tactic: Execution"]${threat}`.replace('    tags', 'tags'),
  ],
});
