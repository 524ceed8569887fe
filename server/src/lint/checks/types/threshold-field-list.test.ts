import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './threshold-field-list.js';

const threshold = (keys: string): string => `type = "threshold"
language = "kuery"
query = "a: b"
[rule.threshold]
${keys}
value = 5`;

checkLint(lint, {
  'a text': threshold(`field = "host.id"
        ^^^^^^^^^ The fields of a threshold must be a list, even if there is only one.`),
  'a list': threshold('field = ["host.id"]'),
  'no field at all': threshold('field = []'),
  'what is neither is told by the schema': threshold('field = 5'),
});

checkFix(lint, {
  'in brackets': [threshold(`field = 'host.id' # the host`), threshold(`field = ['host.id'] # the host`)],
});
