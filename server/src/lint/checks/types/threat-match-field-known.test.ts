import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './threat-match-field-known.js';

const rule = (field: string, value: string): string => `
    type = "threat_match"
    [[rule.threat_mapping]]
    [[rule.threat_mapping.entries]]
    field = "${field}"
    value = "${value}"`;

checkLint(lint, {
  'a field of events': `
    type = "threat_match"
    [[rule.threat_mapping]]
    [[rule.threat_mapping.entries]]
    field = "file.hash.sha265"
            ^^^^^^^^^^^^^^^^^^ Unknown field "file.hash.sha265".`,
  'a field of indicators': `
    type = "threat_match"
    [[rule.threat_mapping]]
    [[rule.threat_mapping.entries]]
    value = "threat.indcator.registry.path"
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Unknown field "threat.indcator.registry.path".`,
  'fields that are known': rule('file.hash.sha256', 'threat.indicator.file.hash.sha256'),
  "fields of one's own": rule('acme.address', 'acme.list.address'),
});

checkFix(lint, {
  'a misspelt field': [
    rule('file.hash.sha265', 'threat.indicator.file.hash.sha256'),
    rule('file.hash.sha256', 'threat.indicator.file.hash.sha256'),
  ],
});
