import { checkFix, checkLint, esql, examples } from '../../../../../test/helpers/check-lint.js';
import multivalue from './esql-multivalue.js';
import lint from './esql-null-comparison.js';
import trap from './esql-null-trap.js';

const never = 'A comparison with null is null for every row, never true or false.';

checkLint(lint, {
  'equal, not equal and in order': esql(`
    from logs-* | where a == null or null != b or c > NULL
                                                  ^^^^^^^^ ${never}
                                     ^^^^^^^^^ ${never}
                        ^^^^^^^^^ ${never}`),
  'in EVAL and in the condition of an aggregate': esql(`
    from logs-* | eval x = case(a == null, 1, 2) | stats n = count(*) where x != null
                                                                            ^^^^^^^^^ ${never}
                                ^^^^^^^^^ ${never}`),
  'in a list': esql(`
    from logs-* | where a in ("b", null) and c not in (null, "d")
                                                       ^^^^ With null in the list no row satisfies this.
                                   ^^^^ A value is never equal to null, so this finds nothing.`),
  'tests for a missing value, and null as a result': esql(
    'from logs-* | where a is null and b is not null | eval c = case(a == 1, "null", null), d = null',
  ),
});

checkLint(trap, { 'one finding for a comparison with null': esql('from logs-* | where a != null') });
checkLint(multivalue, { 'also for a list': esql('from logs-* | where process.args != null') });

checkFix(lint, {
  'a test for a value': examples(lint),
  'below NOT': [
    esql('from logs-* | where not a == null and null != b + 1'),
    esql('from logs-* | where not a IS NULL and b + 1 IS NOT NULL'),
  ],
});
