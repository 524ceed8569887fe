import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './query-present.js';

checkLint(lint, {
  nothing: `
    query = ""
            ^^ The query is empty.`,
  blanks: `
    query = "  "
            ^^^^ The query is empty.`,
  'filters are enough for KQL': `
    type = "query"
    language = "kuery"
    query = ""
    filters = [{meta = {negate = false}}]`,
});
