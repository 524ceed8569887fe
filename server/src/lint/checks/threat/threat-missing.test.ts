import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './threat-missing.js';

checkLint(lint, {
  'no tactic': `
    [metadata]
    [rule]
    ^^^^^^ The rule does not say in "threat" which tactic it detects.`,
  'no technique': `
    [[rule.threat]]
    [rule.threat.tactic]
    id = "TA0002"
         ^^^^^^^^ The tactic "Execution" has no technique.
    name = "Execution"`,
});
