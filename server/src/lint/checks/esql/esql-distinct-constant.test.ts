import { checkLint, esql } from '../../../../../test/helpers/check-lint.js';
import lint from './esql-distinct-constant.js';

const group = 'A column of BY has one value in each group, so this is always 1.';
const constant = 'A constant has one value, so this is always 1.';

checkLint(lint, {
  'a constant': esql(`
    from logs-* | stats n = count_distinct(1), m = count_distinct("a") + 1 by host.id
                                                   ^^^^^^^^^^^^^^^^^^^ ${constant}
                            ^^^^^^^^^^^^^^^^^ ${constant}`),
  'a column with a constant': esql(`
    from logs-* | eval a = 1 | inline stats n = count_distinct(a)
                                                ^^^^^^^^^^^^^^^^^ ${constant}`),
  'a group': esql(`
    from logs-* | stats n = count_distinct(host.id) where event.code == "1" by user.name, host.id
                            ^^^^^^^^^^^^^^^^^^^^^^^ ${group}`),
  'a computed group': esql(`
    from logs-* | eval a = concat(host.id, "b") | stats n = count_distinct(a) by a
                                                            ^^^^^^^^^^^^^^^^^ ${group}`),
  'a group that may have several values': esql(
    'from logs-* | stats n = count_distinct(process.args), m = count_distinct(acme.field) by process.args, acme.field',
  ),
  'a part of a group': esql('from logs-* | stats n = count_distinct(a) by b = to_lower(a), c'),
  'another column': esql('from logs-* | stats n = count_distinct(user.name), count(host.id) by host.id'),
});
