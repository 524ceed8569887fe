import { checkFix, checkLint, esql } from '../../../../../test/helpers/check-lint.js';
import lint from './esql-sort-lost.js';

const lost = 'The STATS after it does not keep this order.';

checkLint(lint, {
  'before STATS': esql(`
    from logs-* | sort @timestamp | stats n = count(*) by host.id
                  ^^^^^^^^^^^^^^^ ${lost}`),
  'with commands that read row by row between': esql(`
    from logs-* | sort @timestamp desc | where a == 1 | eval b = a + 1 | stats n = count(*), v = values(b) by host.id
                  ^^^^^^^^^^^^^^^^^^^^ ${lost}`),
  'before another SORT': esql(`
    from logs-* | stats n = count(*) by host.id | sort n | keep n, host.id | sort host.id
                                                  ^^^^^^ The SORT after it does not keep this order.`),
  'in a subquery': esql(`
    from (from a | sort @timestamp | stats n = count(*) by host.id), b
                   ^^^^^^^^^^^^^^^ ${lost}`),
  'with a LIMIT that takes the first rows': esql(
    'from logs-* | sort @timestamp | limit 10 | stats n = count(*) by host.id',
  ),
  'at the end, where it decides which rows become alerts': esql(
    'from logs-* | stats n = count(*) by host.id | sort n desc',
  ),
  'before commands that may use the order': esql(
    'from logs-* | sort @timestamp | change_point a on b | stats n = count(*)',
  ),
});

checkFix(lint, {
  'without it': [
    esql('from logs-*\n| sort @timestamp desc\n| stats n = count(*)'),
    esql('from logs-*\n| stats n = count(*)'),
  ],
  'a comment stays': [
    esql('from logs-*\n// first\n| sort a // order\n| stats n = count(*)'),
    esql('from logs-*\n// first\n // order\n| stats n = count(*)'),
  ],
});
