import { checkFix, checkLint, examples } from '../../../../../test/helpers/check-lint.js';
import lint from './index-pattern.js';

checkLint(lint, {
  'a blank behind it': `
    index = ["logs-*", "metrics-* "]
                       ^^^^^^^^^^^^ The index pattern contains a space, but an index name cannot.`,
  'a blank within': `
    index = ["logs-* metrics-*"]
             ^^^^^^^^^^^^^^^^^^ The index pattern contains a space, but an index name cannot.`,
  empty: `
    index = [""]
             ^^ The index pattern is empty.`,
  'of another cluster, and excluded': 'index = ["eu:logs-*", "-*elastic-cloud-logs-*", "<logs-{now/d}>"]',
});

checkFix(lint, {
  'a blank behind it': examples(lint),
  'a blank within': ['index = ["a-* b-*"]', 'index = ["a-* b-*"]'],
});
