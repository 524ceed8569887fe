import { avoided, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './investigation-fields.js';

checkLint(lint, {
  none: avoided(lint, { '[]': '"field_names" must have at least 1 element, not 0.' }),
  'a field without a name': `
    [rule.investigation_fields]
    field_names = ["host.id", " "]
                              ^^^ The field name is empty.`,
});
