import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './index-present.js';

checkLint(lint, {
  neither: `
    type = "threshold"
           ^^^^^^^^^^^ A rule of type "threshold" needs "index" or "data_view_id".
    language = "kuery"`,
  'an empty list': `
    type = "query"
    index = []
            ^^ A rule of type "query" needs "index" or "data_view_id".`,
  'a misspelt key is another matter': 'type = "query"\nindx = ["logs-*"]',
  'a data view': 'type = "query"\ndata_view_id = "security"',
  'ES|QL': 'type = "esql"\nlanguage = "esql"\nquery = "from logs-*"',
  'machine learning': 'type = "machine_learning"',
});
