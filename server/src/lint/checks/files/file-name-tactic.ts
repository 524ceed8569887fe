import { defineLint } from '../../lint.js';
import { isByElastic, primaryTactics } from '../threat/tactics.js';
import { fileName, fileSpan } from './file-place.js';

export default defineLint({
  id: 'file-name-tactic',
  severity: 'warning',
  elasticSeverity: 'error',
  scope: 'production',
  counterpart: 'test_all_rules.test_rule_file_name_tactic',
  judges: ['threat', 'type'],
  echoes: ['threat-tactic', 'file-name-charset', 'type-enum', 'tag-primary-tactic'],
  summary: 'File name without the tactic as its prefix',
  why: "File names of Elastic's rules start with the first tactic in `threat`.",
  avoid: `#- rules/linux/shell_started.toml
[metadata]
maturity = "production"
[rule]
author = ["Elastic"]
type = "eql"
[[rule.threat]]
[rule.threat.tactic]
name = "Initial Access"`,
  prefer: `#- rules/linux/initial_access_shell_started.toml
[metadata]
maturity = "production"
[rule]
author = ["Elastic"]
type = "eql"
[[rule.threat]]
[rule.threat.tactic]
name = "Initial Access"`,

  check(analysis, report) {
    const { rule, checkout } = analysis;
    const name = fileName(analysis);
    if (name === undefined || rule.type === 'machine_learning' || !isByElastic(rule)) return;
    if (checkout?.settings.noTacticFileName) return;
    const prefixes = primaryTactics(rule).map((tactic) => tactic.toLowerCase().replaceAll(' ', '_'));
    if (prefixes.length === 0 || prefixes.some((prefix) => name.startsWith(prefix))) return;
    report({
      span: fileSpan(analysis),
      message: `The file name "${name}" does not start with the first tactic of the rule, "${prefixes[0]}".`,
      help: 'Rename the file, or list the tactic of the file name first.',
    });
  },
});
