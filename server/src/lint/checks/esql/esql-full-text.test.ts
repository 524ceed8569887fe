import { checkLint, esql } from '../../../../../test/helpers/check-lint.js';
import lint from './esql-full-text.js';

checkLint(lint, {
  'KQL behind STATS': esql(`
    from logs-* | stats n = count(*) by host.id | where kql("host.id: a")
                                                        ^^^^^^^^^^^^^^^^^ [KQL] cannot be used after STATS`),
  'KQL behind EVAL': esql(`
    from logs-* metadata _id | eval a = 1 | where kql("host.id: a")
                                                  ^^^^^^^^^^^^^^^^^ [KQL] cannot be used after EVAL`),
  'a search as a value': esql(`
    from logs-* metadata _id | eval a = message : "x"
                                        ^^^^^^^^^^^^^ [:] is only allowed in WHERE, including the WHERE of an aggregate`),
  'a search in a function': esql(`
    from logs-* metadata _id | where coalesce(match(message, "x"), false)
                                              ^^^^^^^^^^^^^^^^^^^ [MATCH] can only be combined with AND, OR and NOT, not with [COALESCE]`),
  'a column that is no field': esql(`
    from logs-* metadata _id | eval a = to_lower(message) | where a : "x"
                                                                  ^ [:] searches index fields, and [a] is not one`),
  'where searches work': esql(
    'from logs-* metadata _id | where kql("a: b") or not (message : "x") | eval a = 1 | rename message as m | where match(m, "y") | stats n = count(*) where process.name : "z"',
  ),
});
