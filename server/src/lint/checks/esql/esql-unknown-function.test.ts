import { checkFix, checkLint, esql } from '../../../../../test/helpers/check-lint.js';
import lint from './esql-unknown-function.js';

checkLint(lint, {
  'a misspelt function': esql(`
    from logs-* metadata _id | where starts_wiht(process.name, "a")
                                     ^^^^^^^^^^^ unknown function [starts_wiht]`),
  'a function of EQL': esql(`
    from logs-* metadata _id | where endsWith(process.name, "a")
                                     ^^^^^^^^ unknown function [endswith]`),
  'any case, and other names': esql(
    'from logs-* metadata _id | where To_Int(process.name) > LENGTH(process.name)',
  ),
});

checkFix(lint, {
  'in the case of the query': [
    esql('from logs-* | stats n = COUNT_DISTICT(host.id)'),
    esql('from logs-* | stats n = COUNT_DISTINCT(host.id)'),
  ],
});
