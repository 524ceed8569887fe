import { checkLint } from '../../../../test/helpers/check-lint.js';
import lint from './index-xor-dataview.js';

checkLint(lint, {
  both: `
    index = ["logs-*"]
    data_view_id = "security"
    ^^^^^^^^^^^^ A rule searches either "index" or "data_view_id", not both.`,
  one: 'data_view_id = "security"',
});
