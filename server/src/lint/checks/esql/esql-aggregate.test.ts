import { checkLint, esql } from '../../../../../test/helpers/check-lint.js';
import lint from './esql-aggregate.js';

checkLint(lint, {
  'a column that is neither grouped nor aggregated': esql(`
    from logs-* | stats n = count(*), user.name by host.id
                                      ^^^^^^^^^ the column [user.name] is neither in BY nor in an aggregate function`),
  'an aggregate outside of STATS': esql(`
    from logs-* metadata _id | where count(*) > 1
                                     ^^^^^^^^ the aggregate [count(*)] is only allowed in STATS`),
  'an aggregate of an aggregate': esql(`
    from logs-* | stats n = max(count(*))
                                ^^^^^^^^ the aggregate [count(*)] is nested in another aggregate`),
  'an aggregate as a group': esql(`
    from logs-* | stats n = count(*) by max(process.pid)
                                        ^^^^^^^^^^^^^^^^ BY cannot group by the aggregate [max(process.pid)]`),
  'a group again': esql(`
    from logs-* | stats n = count(*), host.id by host.id
                                      ^^^^^^^ [host.id] is already a group in BY, so it is in the result`),
  'a bare constant': esql(`
    from logs-* | stats 5 by host.id
                        ^ STATS expects an aggregate function, found [5]`),
  'a condition without an aggregate': esql(`
    from logs-* | stats n = -process.pid where process.pid > 1 by process.pid
                                               ^^^^^^^^^^^^^^^ WHERE is only allowed after an aggregate function`),
  'BUCKET outside of BY': esql(`
    from logs-* metadata _id | eval b = bucket(@timestamp, 1 day)
                                        ^^^^^^^^^^^^^^^^^^^^^^^^^ [bucket(@timestamp, 1 day)] is only allowed in the BY of STATS`),
  'INLINE STATS behind a SORT': esql(`
    from logs-* metadata _id | sort @timestamp | inline stats n = count(*) by host.id
                                                 ^^^^^^^^^^^^ INLINE STATS cannot follow a SORT without a LIMIT`),
  'groups, constants and aggregates together': esql(
    'from logs-* | stats a = count(*) + 1, b = max(process.pid) - min(process.pid), c = mv_slice(values(user.name), 0, 9), d = count(*) where process.pid > 1 by host.id, day = date_trunc(1 day, @timestamp)',
  ),
});
