import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './new-terms-field-known.js';

const rule = (value: string): string => `
    type = "new_terms"
    language = "kuery"
    query = 'process.name: a'
    [rule.new_terms]
    field = "new_terms_fields"
    value = [${value}]`;

checkLint(lint, {
  'a misspelt one': rule(`"host.id", "user.nmae"]
                        ^^^^^^^^^^^ Unknown field "user.nmae".
    [rule.x]
    y = [1`),
  'one that somebody may have': rule('"acme.device"'),
});

checkFix(lint, {
  'the nearest name': [rule('"user.nmae"'), rule('"user.name"')],
});
