import { avoided, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './index-xor-dataview.js';

checkLint(lint, {
  both: avoided(lint, { data_view_id: 'Kibana searches the data view and ignores "index".' }),
  one: 'data_view_id = "security"',
});
