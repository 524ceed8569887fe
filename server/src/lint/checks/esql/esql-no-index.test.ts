import { avoided, checkFix, checkLint, examples } from '../../../../../test/helpers/check-lint.js';
import lint from './esql-no-index.js';

checkLint(lint, {
  index: avoided(lint, {
    index: 'Kibana drops "index" from an ES|QL rule, which gets its indices from "from" in the query.',
  }),
});

checkFix(lint, {
  'the key is removed': examples(lint),
});
