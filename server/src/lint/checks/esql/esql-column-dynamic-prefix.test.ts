import { checkLint, esql } from '../../../../../test/helpers/check-lint.js';
import lint from './esql-column-dynamic-prefix.js';

checkLint(lint, {
  'a name of its own': esql(`
    from logs-* | eval x = 1
                       ^ The column "x" should be called "Esql.x".`),
  'a field of ECS that is made anew, and prefixes': esql(
    'from logs-* | eval host.id = a, Esql.b = 1, Esql_priv.c = 2',
  ),
});
