import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './esql-no-index.js';

checkLint(lint, {
  index: `
    type = "esql"
    language = "esql"
    index = ["logs-*"]
    ^^^^^ Kibana drops "index" from an ES|QL rule, which takes its indices from "from" in the query.
    query = "from logs-*"`,
});

checkFix(lint, {
  'the key is removed': [
    `
    type = "esql"
    language = "esql"
    index = ["logs-*"]
    query = "from logs-*"`,
    `
    type = "esql"
    language = "esql"
    query = "from logs-*"`,
  ],
});
