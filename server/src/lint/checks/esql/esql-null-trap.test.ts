import { checkFix, checkLint, esql, examples } from '../../../../../test/helpers/check-lint.js';
import lint from './esql-null-trap.js';

const without = (field: string): string =>
  `This also drops events without "${field}", because the condition is null. EQL and KQL keep them.`;

checkLint(lint, {
  'an exclusion by !=': esql(`
    from logs-* | where event.code == "1" and user.name != "backup"
                                              ^^^^^^^^^^^^^^^^^^^^^ ${without('user.name')}`),
  'NOT before a comparison': esql(`
    from logs-* | where not user.name == "backup"
                        ^^^^^^^^^^^^^^^^^^^^^^^^^ ${without('user.name')}`),
  'NOT IN and NOT LIKE': esql(`
    from logs-* | where user.name not in ("a", "b") and process.name not like "c*"
                                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^ ${without('process.name')}
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${without('user.name')}`),
  'a function that needs a value': esql(`
    from logs-* | where not starts_with(user.name, "svc")
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${without('user.name')}`),
  'alternatives below one NOT': esql(`
    from logs-* | where not (user.name == "a" or process.name like "c*")
                                                 ^^^^^^^^^^^^^^^^^^^^^^ ${without('process.name')}
                             ^^^^^^^^^^^^^^^^ ${without('user.name')}`),
  'each field once': esql(`
    from logs-* | where user.name != "a" and user.name != "b" | where user.name != "c"
                        ^^^^^^^^^^^^^^^^ ${without('user.name')}`),
  'a renamed field': esql(`
    from logs-* | rename user.name as u | where u != "a"
                                                ^^^^^^^^ ${without('user.name')}`),
  'behind a positive test in one alternative only': esql(`
    from logs-* | where (user.name == "a" or host.name == "b") and user.name != "c"
                                                                   ^^^^^^^^^^^^^^^^ ${without('user.name')}`),
  'a field that the condition needs anyway': esql(
    'from logs-* | where user.name is not null and user.name != "a" and host.name like "b*" and not host.name == "bc"',
  ),
  'a field that a condition before or behind needs': esql(
    'from logs-* | where user.name like "a*" | where user.name != "ab" and host.name != "b" | where host.name is not null',
  ),
  'a search for the field': esql('from logs-* | where user.name : "a" and user.name != "b"'),
  'null said as well': esql(
    'from logs-* | where (user.name is null or user.name != "a") and coalesce(host.name, "") != "b"',
  ),
  'an exclusion of events that satisfy several tests': esql(
    'from logs-* | where not (user.name == "a" and process.name == "b")',
  ),
  'a pattern that matches all keeps events without the field': esql(
    'from logs-* | where user.name not like "*" or not host.name like ("*")',
  ),
  'it says that a value may be missing': esql(
    'from logs-* | where user.name not like "*" or user.name != "a"',
  ),
  'two negations': esql('from logs-* | where not user.name != "a"'),
  'fields that every event has, and results': esql(
    'from logs-* metadata _index | where event.module != "a" and _index != "b" | stats n = count(*) by host.id | where n != 1',
  ),
});

checkFix(lint, {
  'a column whose name is a reserved word': [
    esql('from logs-* | where `first` != "a" and `x-y` != "b"'),
    esql('from logs-* | where (`first` IS NULL OR `first` != "a") and (`x-y` IS NULL OR `x-y` != "b")'),
  ],
  'the field may be missing': examples(lint),
  'below a NOT around several tests': [
    esql('from logs-* | where not (user.name == "a" or event.module == "b")'),
    esql('from logs-* | where not ((user.name IS NOT NULL AND user.name == "a") or event.module == "b")'),
  ],
});
