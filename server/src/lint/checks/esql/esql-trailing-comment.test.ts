import { checkLint, esql } from '../../../../../test/helpers/check-lint.js';
import lint from './esql-trailing-comment.js';

checkLint(lint, {
  'behind the last command': esql(`
    from logs-* metadata _id
    | where a == 1 // only this
                   ^^^^^^^^^^^^ The comment swallows the "| limit" that Kibana adds to the last line.`),
  'on lines before': esql('from logs-* metadata _id // all\n| where a == 1'),
  'a block, which may contain a line comment': esql(
    'from logs-* metadata _id | where a == 1 /* see // below */',
  ),
  'behind a raw string': esql(`
    from logs-* metadata _id | where a == """\\""" // one
                                                  ^^^^^^ The comment swallows the "| limit" that Kibana adds to the last line.`),
  'in a raw string with a quote': esql('from logs-* metadata _id | where a == """say "//" now"""'),
  'an address in a string': esql('from logs-* metadata _id | where a == "https://example.org"'),
});
