import { checkFix, checkLint, esql } from '../../../../../test/helpers/check-lint.js';
import lint from './esql-syntax.js';

checkLint(lint, {
  'an unknown command': esql(`
    from logs-* | kep a
                  ^^^ unknown command [kep]`),
  'an open bracket': esql(`
    from logs-* | where (a == 1
                              ^ expected [)], the query ends`),
  'a mistake in one command leaves the others': esql(`
    from logs-* | where a = 1 | kep b | limit -1
                          ^ [=] is not a comparison operator
                                ^^^ unknown command [kep]
                                              ^^ LIMIT needs a whole number that is not negative`),
  'a query': esql('from logs-* metadata _id | where a == "b" | lookup join x on y | keep a'),
});

checkFix(lint, {
  'the nearest command': [esql('from logs-* | kep a'), esql('from logs-* | keep a')],
});
