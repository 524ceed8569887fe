import { checkFix, checkLint, esql } from '../../../../../test/helpers/check-lint.js';
import lint from './esql-unknown-column.js';

checkLint(lint, {
  'behind STATS only what it names is left': esql(`
    from logs-* | stats n = count(*) by host.id | where user.name == "a"
                                                        ^^^^^^^^^ [user.name] exists only before the STATS`),
  'behind KEEP as well': esql(`
    from logs-* | keep host.id | sort user.name
                                      ^^^^^^^^^ [user.name] exists only before the KEEP`),
  'a renamed column has one name': esql(`
    from logs-* | rename host.id as h | where host.id == "a"
                                              ^^^^^^^ the column [host.id] was renamed to [h]`),
  'a misspelt column': esql(`
    from logs-* | stats total = count(*) | where totl > 1
                                                 ^^^^ unknown column [totl]`),
  'a pattern that finds nothing': esql(`
    from logs-* | stats total = count(*) | keep Esql.*
                                                ^^^^^^ no column matches [Esql.*]`),
  'in a subquery': esql(`
    from logs-* metadata _id | where host.id in (from a | stats n = count(*) | keep m)
                                                                                    ^ unknown column [m]`),
  'fields of the index, and columns made on the way': esql(
    'from logs-* metadata _id | eval a.b = 1, c = a.b + 1 | where c > 1 and _id is not null and host.id == "x" | keep a.*, c',
  ),
  'a group in a condition of an aggregate': esql(
    'from logs-* | stats n = count(*) where day > now() by day = date_trunc(1 day, @timestamp) | keep n, day',
  ),
  'text that GROK and DISSECT find': esql(
    'from logs-* | grok message "%{WORD:one} (?<two>.*)" | dissect two "%{three} %{?skipped}" | stats n = count(*) by one, two, three',
  ),
});

checkFix(lint, {
  'the nearest column': [
    esql('from logs-* | stats total = count(*) | where totl > 1'),
    esql('from logs-* | stats total = count(*) | where total > 1'),
  ],
});
