import { checkLint, esql } from '../../../../../test/helpers/check-lint.js';
import lint from './esql-limit-cuts.js';

checkLint(lint, {
  // An example in the documentation ends like this.
  'at the end': esql('from logs-* metadata _id | where a == 1 | keep _id | limit 10'),
  'at the end, with fewer rows than the rule asks for': esql(
    `
    from logs-* metadata _id | limit 100
                               ^^^^^^^^^ A run raises at most 100 alerts although "max_signals" is 200, and no warning mentions the dropped rows.`,
    'max_signals = 200\n',
  ),
  'as many as alerts are allowed': esql('from logs-* metadata _id | limit 20', 'max_signals = 20\n'),
  'rows that a model is asked about': esql(
    'from logs-* | limit 50 | completion a = "b" with { "inference_id": "c" } | keep a',
    'max_signals = 200\n',
  ),
  'a STATS before it': esql('from logs-* | stats n = count(*) by host.id | limit 5'),
  'before STATS, however many': esql(`
    from logs-* | limit 10000 | stats n = count(*) by host.id
                  ^^^^^^^^^^^ The STATS after it sees only these rows, and which rows are kept is undefined.`),
  'the first of sorted rows': esql('from logs-* | stats n = count(*) by host.id | sort n desc | limit 10'),
  'the first of each group': esql('from logs-* | limit 1 by host.id'),
  'rows that a model has ranked': esql(
    'from logs-* | rerank "a" on message with { "inference_id": "b" } | limit 10 | stats count(*)',
  ),
});
