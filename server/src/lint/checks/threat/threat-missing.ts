import { tableSpan, valueSpan } from '../../../rule/schema-check/place.js';
import { isTable } from '../../../toml/path.js';
import { defineLint } from '../../lint.js';
import { isAbsent } from '../shared/absent.js';

export default defineLint({
  id: 'threat-missing',
  severity: 'hint',
  off: true,
  summary: 'Rule without a tactic, or tactic without a technique',
  why: '"threat" determines the coverage of ATT&CK.',
  avoid: 'severity = "low"',
  prefer: `[[rule.threat]]
[rule.threat.tactic]
id = "TA0002"
[[rule.threat.technique]]
id = "T1059"`,

  check(analysis, report) {
    const { rule, document } = analysis;
    const { threat } = rule.table;
    if (threat === undefined || (Array.isArray(threat) && threat.length === 0)) {
      if (threat === undefined && !isAbsent(analysis, 'rule', 'threat')) return;
      report({
        span: tableSpan(document, ['rule']),
        message: 'The rule does not say in "threat" which tactic it detects.',
      });
      return;
    }
    if (!Array.isArray(threat)) return;
    for (const [index, entry] of threat.entries()) {
      if (!isTable(entry) || !isTable(entry.tactic)) continue;
      if (Array.isArray(entry.technique) && entry.technique.length > 0) continue;
      const name = [entry.tactic.name, entry.tactic.id].find((text) => typeof text === 'string');
      report({
        span: valueSpan(document, ['rule', 'threat', index, 'tactic', 'id']),
        message:
          name === undefined ? 'The tactic has no technique.' : `The tactic "${name}" has no technique.`,
      });
    }
  },
});
