import { checkLint, esql } from '../../../../../test/helpers/check-lint.js';
import lint from './esql-trailing-comment.js';

checkLint(lint, {
  'behind the last command': esql(`
    from logs-* metadata _id
    | where a == 1 // only this
                   ^^^^^^^^^^^^ The comment swallows the "| limit" that Kibana adds to the last line.`),
  'on lines before': esql('from logs-* metadata _id // all\n| where a == 1'),
  'an address in a string': esql('from logs-* metadata _id | where a == "https://example.org"'),
});
