import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './exclusion-idle.js';

checkLint(lint, {
  'what is excluded was never admitted': `
    process where process.name == "a" and process.name != "b"
                                          ^^^^^^^^^^^^^^^^^^^ This excludes nothing: \`process.name == "a"\` never allows this "process.name".`,
  'the exclusion first': `
    process where process.name != "b" and process.name == "a"
                  ^^^^^^^^^^^^^^^^^^^ This excludes nothing: \`process.name == "a"\` never allows this "process.name".`,
  'each of several': `
    process where process.name != "a" and process.name != "b" and process.name == "c"
                  ^^^^^^^^^^^^^^^^^^^ This excludes nothing: \`process.name == "c"\` never allows this "process.name".
                                          ^^^^^^^^^^^^^^^^^^^ This excludes nothing: \`process.name == "c"\` never allows this "process.name".`,
  'an exclusion that is idle in one of the alternatives only': `
    process where process.name != "b" and (process.name == "a" or process.pid == 4)`,
  'an exclusion that cuts something off': 'process where process.name : "a*" and process.name != "ab"',
  'another value may be there': 'process where process.args == "a" and process.args != "b"',
});
