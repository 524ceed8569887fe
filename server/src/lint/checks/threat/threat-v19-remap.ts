import { techniqueMap } from '../../../rule/checkout/technique-map.js';
import { valueSpan } from '../../../rule/schema-check/place.js';
import { techniquesIn } from '../../../rule/techniques.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'threat-v19-remap',
  severity: 'information',
  off: true,
  summary: 'Technique with another id on new stacks',
  why: 'Stacks from 9.5 on get version 19 of ATT&CK, which merges some techniques of version 18 into others.',
  avoid: `#- rules/a.toml
[[rule.threat]]
[[rule.threat.technique]]
id = "T1562"
#- detection_rules/etc/attack-version-maps/attack_v18_to_v19.yaml
techniques:
  T1562: {id: T1685, name: Disable or Modify Tools}`,
  prefer: `#- rules/a.toml
[[rule.threat]]
[[rule.threat.technique]]
id = "T1059"
#- detection_rules/etc/attack-version-maps/attack_v18_to_v19.yaml
techniques:
  T1562: {id: T1685, name: Disable or Modify Tools}`,

  check({ rule, document, checkout }, report) {
    const map = checkout && techniqueMap(checkout);
    if (!map || map.size === 0) return;
    for (const { id, path } of techniquesIn(rule.table.threat)) {
      const mapped = map.get(id);
      if (mapped)
        report({
          span: valueSpan(document, [...path, 'id']),
          message: `${id} ships as ${mapped.id} (${mapped.name}) for stacks from 9.5 on.`,
        });
    }
  },
});
