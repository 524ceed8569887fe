import { checkFix, checkLint, esql } from '../../../../../test/helpers/check-lint.js';
import lint from './esql-suppression-column.js';

checkLint(lint, {
  'a column of no command': `${esql('from logs-* | eval Esql.day = now() | keep Esql.day, host.id')}
    [rule.alert_suppression]
    group_by = ["Esql.day", "Esql.week", "host.id"]
                            ^^^^^^^^^^^ The query has no column "Esql.week".`,
  'a field that the last keep drops': `${esql('from logs-* | keep host.id, user.name')}
    [rule.alert_suppression]
    group_by = ["host.id", "user.id"]
                           ^^^^^^^^^ The KEEP of the query drops "user.id".`,
  'a capture': `${esql('from logs-* | grok m """(?<Esql.who>.*)""" | rename Esql.who as Esql.name')}
    [rule.alert_suppression]
    group_by = ["Esql.who", "Esql.name"]
                ^^^^^^^^^^ The RENAME of the query drops "Esql.who".`,
});

const grouped = (column: string): string =>
  `${esql('from logs-* | stats Esql.count = count(*) by host.id | keep *')}
[rule.alert_suppression]
group_by = ["${column}"]`;

checkFix(lint, { 'a misspelt column': [grouped('Esql.cuont'), grouped('Esql.count')] });
