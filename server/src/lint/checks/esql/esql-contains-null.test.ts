import { checkFix, checkLint, esql, examples } from '../../../../../test/helpers/check-lint.js';
import lint from './esql-contains-null.js';

const missing = (field: string) => `This is also true for events without "${field}".`;

checkLint(lint, {
  'a field in a list': esql(`
    from logs-* | where mv_contains(["a", "b"], user.name) and not mv_contains(host.ip, source.ip)
                                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${missing('source.ip')}
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${missing('user.name')}`),
  'in EVAL': esql(`
    from logs-* | eval a = mv_contains(b, user.name)
                           ^^^^^^^^^^^^^^^^^^^^^^^^^ ${missing('user.name')}`),
  'a constant in a field': esql('from logs-* | where mv_contains(process.args, "-c")'),
  'a field that another condition needs': esql(
    'from logs-* | where user.name is not null and mv_contains(["a", "b"], user.name) | where source.ip == "::1" or mv_contains(host.ip, source.ip)',
  ),
  'a value that is never missing': esql(
    'from logs-* | where mv_contains(["a", "b"], coalesce(user.name, "")) | stats n = count(*) by host.id | where mv_contains([1, 2], n)',
  ),
});

checkFix(lint, { 'only with a value': examples(lint) });
