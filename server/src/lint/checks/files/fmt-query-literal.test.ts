import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './fmt-query-literal.js';

checkLint(lint, {
  'a string on one line': `
    query = "process where true"
            ^^^^^^^^^^^^^^^^^^^^ The ''' around the query are not on separate lines.`,
  'lines of its own': "query = '''\nprocess where true\n'''",
});

checkFix(lint, {
  'escapes are resolved': [
    'query = "file where file.path == \\"C:\\\\\\\\x\\""',
    `query = '''\nfile where file.path == "C:\\\\x"\n'''`,
  ],
  'three quotes cannot stand between three quotes': [
    `query = "process where process.name == \\"'''\\""`,
    `query = "process where process.name == \\"'''\\""`,
  ],
});
