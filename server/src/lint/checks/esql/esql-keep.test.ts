import { checkFix, checkLint, esql } from '../../../../../test/helpers/check-lint.js';
import lint from './esql-keep.js';

checkLint(lint, {
  none: esql(`
    from logs-* metadata _id, _version, _index | where x == 1
    ^^^^ The query has no "keep".`),
  'without the identity': esql(`
    from logs-* metadata _id, _version, _index | keep host.id, _id
                                                      ^^^^^^^^^^^^ "keep" drops _version, _index, needed to tie alerts to their events.`),
  'a pattern may take it in': esql('from logs-* metadata _id, _version, _index | keep host.*'),
  'groups have no columns but their own': esql('from logs-* | stats n = count(*) by host.id'),
  'groups have no identity': esql('from logs-* | stats n = count(*) by host.id | keep n, host.id'),
});

checkFix(lint, {
  'what is gone cannot be kept': [
    esql('from logs-* metadata _id, _version, _index | rename _id as id | keep host.id, id'),
    esql('from logs-* metadata _id, _version, _index | rename _id as id | keep host.id, id'),
  ],
  'what is missing is added': [
    esql('from logs-* metadata _id, _version, _index | keep host.id, _id'),
    esql('from logs-* metadata _id, _version, _index | keep host.id, _id, _version, _index'),
  ],
});
