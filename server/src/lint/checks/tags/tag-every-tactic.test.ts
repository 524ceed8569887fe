import { checkFix } from '../../../../../test/helpers/check-lint.js';
import lint from './tag-every-tactic.js';

const threat = `
    [[rule.threat]]
    [rule.threat.tactic]
    name = "Execution"
    [[rule.threat]]
    [rule.threat.tactic]
    name = "Impact"`;

checkFix(lint, {
  'all tactics': [
    `
    tags = ["Tactic: Impact"]${threat}`,
    `
    tags = ["Tactic: Impact", "Tactic: Execution"]${threat}`,
  ],
});
