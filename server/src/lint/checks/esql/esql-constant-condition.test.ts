import { checkLint, esql } from '../../../../../test/helpers/check-lint.js';
import lint from './esql-constant-condition.js';

const same = 'This condition is the same for every row.';

checkLint(lint, {
  'constants alone': esql(`
    from logs-* | where true and (a == 1 or not 1 == 1) | where "b" like "c*"
                                                                ^^^^^^^^^^^^^ ${same}
                                            ^^^^^^^^^^ ${same}
                        ^^^^ ${same}`),
  'a column with a constant': esql(`
    from logs-* | eval a = 1 | where a == 1 and b == 2
                                     ^^^^^^ ${same}`),
  'the condition of an aggregate': esql(`
    from logs-* | stats n = count(*) where "user.name" == "a", m = count(*) where a == 1
                                           ^^^^^^^^^^^^^^^^^^ ${same}`),
  'in CASE, but for the last alternative': esql(`
    from logs-* | eval b = case("a" == "x", 1, c == 2 or 1 == 1, 2, true, 3)
                                                         ^^^^^^ ${same}
                                ^^^^^^^^^^ ${same}`),
  'searches, which look at fields': esql(
    'from logs-* | where kql("a: b") and qstr("c: d") and match(message, "e") and f : "g"',
  ),
  'the time of the run': esql('from logs-* | where now() < "2030-01-01T00:00:00Z" and a == 1'),
  'a column that pipelines set to different values': esql(
    'from (from a | eval s = "a"), (from b | eval s = "b") | where s == "a" | fork (eval t = 1) (eval t = 2) | where t == 1',
  ),
  'the result of an aggregate': esql(
    'from logs-* | stats n = count(1), m = sum(2), c = count(*) by g = 1 | where n > 1 and m > 2 and c > 3',
  ),
  'parts of values': esql('from logs-* | where case(true, a, b) == 1 and c == concat("d", "e")'),
});
