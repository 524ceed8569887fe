import { checkLint, esql } from '../../../../../test/helpers/check-lint.js';
import lint from './esql-id.js';

checkLint(lint, {
  'no metadata': esql(`
    from logs-* | where a == 1
    ^^^^ The query does not ask for "metadata _id", so alerts are not tied to their events.`),
  'other metadata': esql(`
    from logs-* metadata _index | where a == 1
    ^^^^ The query does not ask for "metadata _id", so alerts are not tied to their events.`),
  'with it': esql('from logs-* metadata _id | where a == 1'),
  'groups have no events': esql('from logs-* | stats count = count(*) by a'),
  'subqueries have their own': esql('from (from logs-* metadata _id | where a == 1)'),
});
