import { checkFix, checkLint, esql } from '../../../../../test/helpers/check-lint.js';
import lint from './esql-unused-column.js';

const unused = (name: string) => `No command uses "${name}", and the result does not include it.`;

checkLint(lint, {
  'a column of EVAL that STATS drops': esql(`
    from logs-* | eval a = to_lower(b), c = 1 | stats n = sum(c) by host.id
                       ^ ${unused('a')}`),
  'one that KEEP or DROP removes': esql(`
    from logs-* | eval a = 1, b = 2, c = 3 | drop a | keep c, d*
                              ^ ${unused('b')}
                       ^ ${unused('a')}`),
  'an aggregate that KEEP removes': esql(`
    from logs-* | stats n = count(*), Esql.names = values(user.name) by host.id | keep Esql.*, host.id
                        ^ ${unused('n')}`),
  'a column that another of the same name replaces': esql(`
    from logs-* | eval a = 1 | eval a = 2 | keep a
                       ^ ${unused('a')}`),
  'DISSECT and GROK without a column that is used': esql(`
    from logs-* | dissect message "%{a} %{b}" | grok message "%{WORD:c}" | keep message
                                                ^^^^ ${unused('c')}
                  ^^^^^^^ No command uses "a", "b", and the result does not include them.`),
  'the other columns of a pattern': esql(
    'from logs-* | dissect message "%{a} %{b}" | grok message "%{WORD:c} %{WORD:d}" | where a == d | keep message',
  ),
  'columns of the result': esql('from logs-* | eval a = 1, b.c = 2 | keep b.*, @timestamp, a'),
  'columns that commands read': esql(
    'from logs-* | eval a = 1, b = a, c = [1, 2], d = 1, e = 2 | where b == 1 | rename d as f | mv_expand c | sort e | stats n = count(*) by f, host.id | where n > 1 | keep host.id',
  ),
  'groups, which decide what rows there are': esql(
    'from logs-* | stats n = count(*) by day = date_trunc(1 day, @timestamp), host.id | where n > 1 | keep host.id',
  ),
  'columns that commands read without naming them in an expression': esql(
    'from logs-* | eval g = to_lower(host.id), k = "a" | change_point v on t by g | enrich policy | keep v, t',
  ),
  'branches and commands that may read anything': esql(
    'from logs-* | eval a = 1 | fork (where b == 1) (where b == 2) | keep b',
  ),
});

checkFix(lint, {
  'without the column': [
    esql('from logs-* | eval a = 1, b = 2 | stats n = count(*), m = max(b) | keep m'),
    esql('from logs-* | eval b = 2 | stats m = max(b) | keep m'),
  ],
  'without the last one': [
    esql('from logs-*\n| eval\n    b = 2,\n    a = 1\n| keep b'),
    esql('from logs-*\n| eval\n    b = 2\n| keep b'),
  ],
  'without the command': [
    esql('from logs-*\n| eval a = 1\n| grok message "%{WORD:c}"\n| keep message'),
    esql('from logs-*\n| keep message'),
  ],
});
