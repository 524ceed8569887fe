import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './clause-always-true.js';

checkLint(lint, {
  'two values excluded': `
    process where process.name != "a" or process.name != "b"
                                         ^^^^^^^^^^^^^^^^^^^ Every event satisfies this or \`process.name != "a"\`.`,
  'two patterns excluded, beside another clause': `
    process where process.pid == 4 and (not process.name : "a*" or not process.name : ("b", "c"))
                                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Every event satisfies this or \`not process.name : "a*"\`.`,
  'a value and its exclusion': `
    process where process.args == "a" or process.args != "a"
                                         ^^^^^^^^^^^^^^^^^^^ Every event satisfies this or \`process.args == "a"\`.`,
  'joined with and': 'process where process.name != "a" and process.name != "b"',
  'exclusions that overlap': 'process where process.name != "a" or not process.name : ("a", "b")',
  'patterns that may meet': 'process where not process.name : "a*" or not process.name : "*b"',
  'a field that may hold several values': 'process where process.args != "a" or process.args != "b"',
  'different fields': 'process where process.name != "a" or process.parent.name != "b"',
  'an event without the field satisfies neither': 'process where process.pid > 4 or process.pid <= 4',
});
