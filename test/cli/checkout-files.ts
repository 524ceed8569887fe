import { rule } from './sample-files.js';

const threat = `
[[rule.threat]]
framework = "MITRE ATT&CK"
[rule.threat.tactic]
id = "TA0003"
name = "Persistence"
reference = "https://attack.mitre.org/tactics/TA0003/"
`;

/** Path in the checkout of the rule in {@link checkoutFiles}. */
export const checkoutRule = 'rules/windows/execution_odd.toml';

/**
 * A small checkout of detection-rules: one rule, a setting that skips the tests of tags, a test configuration
 * that skips another test, and two small schemas of fields; the others are missing.
 */
export const checkoutFiles: Readonly<Record<string, string>> = {
  'detection_rules/etc/_config.yaml': `rule_dirs: [../../rules]
bypass_tags_validation: true
testing:
  config: test_config.yaml
`,
  'detection_rules/etc/test_config.yaml': `unit_tests:
  bypass: [tests.test_all_rules.TestRuleFiles.test_rule_file_name_tactic]
`,
  'detection_rules/etc/stack-schema-map.yaml': '"9.3.0": {ecs: "9.3.0"}\n',
  'detection_rules/etc/packages.yaml': 'package: {name: "9.4"}\n',
  'detection_rules/etc/version.lock.json': '{}\n',
  'detection_rules/etc/deprecated_rules.json': '{}\n',
  // Read with or without compression, whatever its name.
  'detection_rules/etc/ecs_schemas/9.3.0/ecs_flat.json.gz': JSON.stringify({
    'event.type': { type: 'keyword' },
    'host.os.type': { type: 'keyword' },
  }),
  'detection_rules/etc/non-ecs-schema.json': '{"logs-windows.*": {"odd.field": "keyword"}}\n',
  [checkoutRule]: rule({
    name: 'Odd',
    id: '0e6b8a0e-7f0c-4c39-9d4c-3d6f4f0f5a33',
    query: 'process where host.os.type == "windows" and event.type == "start" and odd.field == "x"',
  })
    .replace('"logs-*"', '"logs-windows.*"')
    .replace('type = "eql"', 'timestamp_override = "event.ingested"\ntype = "eql"')
    .replace('severity = "low"', 'severity = "low"\ntags = ["Tactic: Persistence", "Windows"]')
    .replace('author = ["Rulewright"]', 'author = ["Elastic"]')
    .replace('license = "Apache-2.0"', 'license = "Elastic License v2"')
    .replace('updated_date = "2026/01/12"', 'integration = ["windows"]\nupdated_date = "2026/01/12"')
    .concat(threat),
};
