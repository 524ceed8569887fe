import { replaceFix } from '../../../rule/schema-check/check-value.js';
import { valueSpan } from '../../../rule/schema-check/place.js';
import { isTable } from '../../../toml/path.js';
import { defineLint } from '../../lint.js';
import { unknownName } from '../query/unknown-names.js';

export default defineLint({
  id: 'threat-match-field-known',
  severity: 'warning',
  counterpart: 'rule_validators.KQLValidator',
  summary: 'Unknown field to match indicators by',
  why: 'An entry of "threat_mapping" compares an event field with an indicator field. If either does not exist, nothing matches.',
  avoid: `type = "threat_match"
language = "kuery"
query = "file.hash.sha256: *"
threat_language = "kuery"
threat_query = "threat.indicator.file.hash.sha256: *"
threat_index = ["logs-ti_*"]
[[rule.threat_mapping]]
[[rule.threat_mapping.entries]]
field = "file.hash.sha265"
type = "mapping"
value = "threat.indicator.file.hash.sha256"`,
  prefer: `type = "threat_match"
language = "kuery"
query = "file.hash.sha256: *"
threat_language = "kuery"
threat_query = "threat.indicator.file.hash.sha256: *"
threat_index = ["logs-ti_*"]
[[rule.threat_mapping]]
[[rule.threat_mapping.entries]]
field = "file.hash.sha256"
type = "mapping"
value = "threat.indicator.file.hash.sha256"`,

  check(analysis, report) {
    const { rule, document } = analysis;
    const groups = rule.table.threat_mapping;
    if (rule.type !== 'threat_match' || !Array.isArray(groups)) return;
    for (const [at, group] of groups.entries()) {
      const entries = isTable(group) && Array.isArray(group.entries) ? group.entries : [];
      for (const [index, entry] of entries.entries()) {
        if (!isTable(entry)) continue;
        for (const key of ['field', 'value']) {
          const found = unknownName(entry[key], analysis);
          if (!found) continue;
          const path = ['rule', 'threat_mapping', at, 'entries', index, key];
          report({
            span: valueSpan(document, path),
            message: found.message,
            ...(found.nearest === undefined
              ? {}
              : { help: `Did you mean "${found.nearest}"?`, ...replaceFix(document, path, found.nearest) }),
          });
        }
      }
    }
  },
});
