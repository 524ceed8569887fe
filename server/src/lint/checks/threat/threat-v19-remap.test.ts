import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './threat-v19-remap.js';

checkLint(lint, {
  'a subtechnique': `
    #- rules/a.toml
    [[rule.threat]]
    [[rule.threat.technique]]
    id = "T1562"
    [[rule.threat.technique.subtechnique]]
    id = "T1562.001"
         ^^^^^^^^^^^ T1562.001 ships as T1685 (Disable or Modify Tools) for stacks from 9.5 on.
    #- detection_rules/etc/attack-version-maps/attack_v18_to_v19.yaml
    techniques:
      T1562: null
    subtechniques:
      T1562.001: {id: T1685, name: Disable or Modify Tools}`,
  'no checkout': `
    [[rule.threat]]
    [[rule.threat.technique]]
    id = "T1562"`,
});
