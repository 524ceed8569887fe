import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './toml-syntax.js';

checkLint(lint, {
  'a string that is not closed': `
    name = "Shell
                ^ Not valid TOML: the string is not closed.`,
  'a comma before a closing brace is for TOML 1.1': `
    alert_suppression = {group_by = ["host.id"],}
                                                ^ Not valid TOML: TOML 1.0 does not allow a comma before "}".`,
  'only the first mistake': `
    name = "Shell
                ^ Not valid TOML: the string is not closed.
    severity = 
    to = "`,
  'nothing wrong': 'name = "Shell"',
});
