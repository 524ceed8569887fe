import { checkFix, checkLint, esql } from '../../../../../test/helpers/check-lint.js';
import lint from './esql-metadata.js';

checkLint(lint, {
  none: esql(`
    from logs-a-*, logs-b-* | where x == 1
    ^^^^^^^^^^^^^^^^^^^^^^^ A query that does not aggregate needs "metadata _id, _version, _index"; _id, _version, _index are missing.`),
  'one is missing': esql(`
    FROM logs-* METADATA _id, _index | where x == 1
                         ^^^^^^^^^^^ A query that does not aggregate needs "metadata _id, _version, _index"; _version is missing.`),
  'in any order': esql('from logs-* metadata _index, _id, _version, _source | where x == 1'),
  'behind others': esql(`
    from logs-* metadata _source, _id, _version, _index | where x == 1
                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ _id, _version, _index must come first in "metadata".`),
  'groups of events have none': esql('from logs-* | stats n = count(*) by host.id'),
  'inline stats keeps the events': esql(`
    from logs-* | inline stats n = count(*) by host.id
    ^^^^^^^^^^^ A query that does not aggregate needs "metadata _id, _version, _index"; _id, _version, _index are missing.`),
  'one row for all events': esql('from logs-* | stats n = count(*)'),
  'one row for all events, in a checkout': `#- rules/a.toml
[rule]
type = "esql"
language = "esql"
query = "from logs-* | stats n = count(*)"
         ^^^^^^^^^^^ detection-rules wants "metadata _id, _version, _index" where "stats" has no "by"; _id, _version, _index are missing.
#- detection_rules/etc/version.lock.json
{}`,
  'what is not closed': esql('from logs-* | where (x == 1'),
});

checkFix(lint, {
  'behind the indices': [
    esql('from logs-* | where x == 1'),
    esql('from logs-* metadata _id, _version, _index | where x == 1'),
  ],
  'a comment is not lost': [
    esql('from logs-* metadata _id /* a */, _source | where x == 1'),
    esql('from logs-* metadata _id /* a */, _source | where x == 1'),
  ],
  'what was there stays': [
    esql('from logs-* metadata _source, _id | where x == 1'),
    esql('from logs-* metadata _id, _version, _index, _source | where x == 1'),
  ],
});
