import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './tag-tactic-unmapped.js';

checkLint(lint, {
  'one of two': `
    tags = ["Tactic: Execution", "Tactic: Impact"]
                                 ^^^^^^^^^^^^^^^^ The rule has the tag of the tactic "Impact", but "threat" does not list it.
    [[rule.threat]]
    [rule.threat.tactic]
    name = "Execution"`,
  'no "threat" at all': 'tags = ["Tactic: Impact"]',
});
