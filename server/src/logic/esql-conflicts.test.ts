import { checkLint, esql } from '../../../test/helpers/check-lint.js';
import always from '../lint/checks/query/clause-always-true.js';
import contradiction from '../lint/checks/query/clause-contradiction.js';
import redundant from '../lint/checks/query/clause-redundant.js';
import idle from '../lint/checks/query/exclusion-idle.js';

checkLint(contradiction, {
  'two values of one field': esql(`
    from logs-* | where process.name == "a" and process.name in ("b", "c")
                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^ No event can satisfy this and \`process.name == "a"\`.`),
  'a list is equal to no value': esql(`
    from logs-* | where acme.x == "a" and acme.x == "b"
                                          ^^^^^^^^^^^^^ No event can satisfy this and \`acme.x == "a"\`.`),
  'fields that usually are lists have a finding of their own': esql(
    'from logs-* | where process.args == "a" and process.args == "b"',
  ),
  'a value and its exclusion': esql(`
    from logs-* | where process.name like "a*" and process.name not like "a*"
                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^ No event can satisfy this and \`process.name like "a*"\`.`),
  'behind NOT': esql(`
    from logs-* | where process.name == "a" and not (process.pid == 1 or process.name == "a")
                                                                         ^^^^^^^^^^^^^^^^^^^ This excludes every event that satisfies \`process.name == "a"\`.`),
  'in two commands': esql(`
    from logs-* | where process.pid > 100 | eval a = 1 | where 50 >= process.pid
                                                               ^^^^^^^^^^^^^^^^^ No event can satisfy this and \`process.pid > 100\`.`),
  'with commands between that change rows': esql(
    'from logs-* | where process.pid > 100 | stats n = count(*) by process.pid | where process.pid < 50',
  ),
  'a column that is made anew': esql(
    'from logs-* | eval a = 1 | where a == 1 | eval a = 2 | where a == 2 | rename a as b | eval user.name = "a" | where user.name == "a"',
  ),
  'a field under another name': esql(`
    from logs-* | where user.name == "a" | rename user.name as u | where u == "b"
                                                                         ^^^^^^^^ No event can satisfy this and \`user.name == "a"\`.`),
  'a changed value': esql(`
    from logs-* | where to_lower(user.name) == "a" and to_lower(user.name) like "b*" and user.name == "C"
                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ No event can satisfy this and \`to_lower(user.name) == "a"\`.`),
  'addresses and blocks': esql(`
    from logs-* | where cidr_match(source.ip, "10.0.0.0/8") and source.ip == "11.0.0.1"
                                                                ^^^^^^^^^^^^^^^^^^^^^^^ No event can satisfy this and \`cidr_match(source.ip, "10.0.0.0/8")\`.`),
  'the start and the end of strings': esql(`
    from logs-* | where starts_with(user.name, "ab") and ends_with(user.name, "b") and user.name == "b"
                                                                                       ^^^^^^^^^^^^^^^^ No event can satisfy this and \`starts_with(user.name, "ab")\`.`),
  'the condition of an aggregate': esql(`
    from logs-* | stats n = count(*) where user.name == "a" and user.name == "b", m = count(*) where user.name == "c"
                                                                ^^^^^^^^^^^^^^^^ No event can satisfy this and \`user.name == "a"\`.`),
  'in a branch': esql(`
    from logs-* | fork (where user.name == "a" | where user.name == "b") (where user.name == "c")
                                                       ^^^^^^^^^^^^^^^^ No event can satisfy this and \`user.name == "a"\`.`),
  'dates and numbers that may be the same': esql(
    'from logs-* | where @timestamp == "2026-01-01" and @timestamp == "2026-01-01T00:00:00Z" and acme.x == "2026" and acme.x == "2026-01-01"',
  ),
  'stars that are escaped': esql(
    'from logs-* | where user.name like """a\\*""" and user.name like """a\\\\*"""',
  ),
  'searches, which look at any value': esql('from logs-* | where user.name : "a" and user.name : "b"'),
});

checkLint(redundant, {
  'a wider pattern': esql(`
    from logs-* | where process.name like "cat*" and process.name like "c*"
                                                     ^^^^^^^^^^^^^^^^^^^^^^ This holds for every event that satisfies \`process.name like "cat*"\`.`),
  'a narrower alternative': esql(`
    from logs-* | where process.name like "a*" or process.name == "ab"
                                                  ^^^^^^^^^^^^^^^^^^^^ \`process.name like "a*"\` finds every event that this finds.`),
  'a narrower exclusion': esql(`
    from logs-* | where process.name not like "a*" and process.name != "ab"
                                                       ^^^^^^^^^^^^^^^^^^^^ This holds for every event that satisfies \`process.name not like "a*"\`.`),
  'not LIKE "*" also finds events without a value': esql(
    'from logs-* | where process.name not like "*" and process.name != "a"',
  ),
  'a test for a value says what is meant': esql(
    'from logs-* | where process.name is not null and process.name == "a" and (user.name is null or user.name != "b")',
  ),
});

checkLint(always, {
  'two exclusions': esql(`
    from logs-* | where process.name != "a" or process.name != "b"
                                               ^^^^^^^^^^^^^^^^^^^ Every event with one value of "process.name" satisfies this or \`process.name != "a"\`.`),
  'two exclusions joined by AND': esql('from logs-* | where process.name != "a" and process.name != "b"'),
});

checkLint(idle, {
  'what is not admitted': esql(`
    from logs-* | where event.code in ("a", "b") and event.code != "c"
                                                     ^^^^^^^^^^^^^^^^^ This excludes nothing: \`event.code in ("a", "b")\` never allows this "event.code".`),
});
