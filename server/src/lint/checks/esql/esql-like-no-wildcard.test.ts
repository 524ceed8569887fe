import { checkFix, checkLint, esql, examples } from '../../../../../test/helpers/check-lint.js';
import lint from './esql-like-no-wildcard.js';

const alone = 'LIKE without a wildcard matches only the exact value.';

checkLint(lint, {
  'a value': esql(`
    from logs-* | where a like "b" and c not like """d"""
                                       ^^^^^^^^^^^^^^^^^^ ${alone}
                        ^^^^^^^^^^ ${alone}`),
  'a star that means itself': esql(`
    from logs-* | where a like "b\\\\*"
                        ^^^^^^^^^^^^^ ${alone}`),
  'a list of values': esql(`
    from logs-* | where a like ("b", "c")
                        ^^^^^^^^^^^^^^^^^ ${alone}`),
  'a wildcard of SQL': esql(`
    from logs-* | where a like "%b%"
                        ^^^^^^^^^^^^ "%" is not a wildcard in LIKE, so this matches only the exact value.`),
  'not where the type is wrong': esql(
    'from logs-* | where process.pid like "4" or event.created like "2026"',
  ),
  patterns: esql('from logs-* | where a like "b*" and c like "?" and d like ("e*", "f") and g rlike "h"'),
});

checkFix(lint, {
  'a comparison': examples(lint),
  'negated, and lists': [
    esql('from logs-* | where a not like "b" or c like ("d", "e") or f not like ("g", "h")'),
    esql('from logs-* | where a != "b" or c IN ("d", "e") or f NOT IN ("g", "h")'),
  ],
  'none where a backslash means another character': [
    esql('from logs-* | where a like """b\\*"""'),
    esql('from logs-* | where a like """b\\*"""'),
  ],
});
