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
  kept: esql('from logs-* metadata _id | keep a, _id'),
  'kept by a pattern': esql('from logs-* metadata _id | keep a, _*'),
  'not kept': esql(`
    from logs-* metadata _id | keep a, b
                               ^^^^ The KEEP drops "_id", so alerts are not tied to their events.`),
  dropped: esql(`
    from logs-* metadata _id, _index | drop _id | where a == 1
                                       ^^^^ The DROP drops "_id", so alerts are not tied to their events.`),
  renamed: esql(`
    from logs-* metadata _id | rename _id as id
                               ^^^^^^ The RENAME drops "_id", so alerts are not tied to their events.`),
  'groups have no events': esql('from logs-* | stats count = count(*) by a'),
  'subqueries have their own': esql('from (from logs-* metadata _id | where a == 1)'),
});
