import { checkFix, checkLint, esql } from '../../../../../test/helpers/check-lint.js';
import lint from './esql-syntax.js';

checkLint(lint, {
  'an unknown command': esql(`
    from logs-* | kep a
                  ^^^ there is no command [kep]`),
  'an open bracket': esql(`
    from logs-* | where (a == 1
                        ^ [(] is not closed`),
  'a query': esql('from logs-* metadata _id | where a == "b" | lookup join x on y | keep a'),
});

checkFix(lint, {
  'the nearest command': [esql('from logs-* | kep a'), esql('from logs-* | keep a')],
});
