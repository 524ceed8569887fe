import { valueSpan } from '../../../rule/schema-check/place.js';
import { isTable } from '../../../toml/path.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'threat-versioned',
  severity: 'warning',
  elasticSeverity: 'error',
  counterpart: 'rule.VersionedThreatMapping',
  summary: 'Versioned threat mappings that contradict each other',
  why: 'For each stack, the build takes the one block with its framework and version.',
  avoid: `[[rule.threat_mappings]]
framework = "MITRE ATT&CK"
version = "19"
threat = []
[[rule.threat_mappings]]
framework = "MITRE ATT&CK"
version = "19"
threat = []`,
  prefer: `[[rule.threat_mappings]]
framework = "MITRE ATT&CK"
version = "19"
threat = []
[[rule.threat_mappings]]
framework = "MITRE ATLAS"
version = "5"
threat = []`,

  check({ rule, document }, report) {
    const { threat_mappings: blocks } = rule.table;
    if (!Array.isArray(blocks)) return;
    const seen = new Set<string>();
    for (const [index, block] of blocks.entries()) {
      if (!isTable(block)) continue;
      const path = ['rule', 'threat_mappings', index];
      const { framework, version, threat } = block;
      if (typeof framework !== 'string' || typeof version !== 'string') continue;
      const key = `${framework} ${version}`;
      if (seen.has(key)) {
        report({
          span: valueSpan(document, [...path, 'version']),
          message: `There is already a block for version "${version}" of ${framework}.`,
        });
      }
      seen.add(key);
      for (const [at, entry] of (Array.isArray(threat) ? threat : []).entries()) {
        if (!isTable(entry) || typeof entry.framework !== 'string' || entry.framework === framework) continue;
        report({
          span: valueSpan(document, [...path, 'threat', at, 'framework']),
          message: `The block is for ${framework}, this entry for ${entry.framework}.`,
        });
      }
    }
  },
});
