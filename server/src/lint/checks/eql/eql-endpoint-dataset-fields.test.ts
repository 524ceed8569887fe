import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './eql-endpoint-dataset-fields.js';

const rule = (query: string, index: string): string => `#- rules/a.toml
[metadata]
maturity = "production"
[rule]
type = "eql"
language = "eql"
index = ${index}
query = '''
${query}
'''
#- detection_rules/etc/stack-schema-map.yaml
"9.3.0": {ecs: 9.3.0}
#- detection_rules/etc/integration-manifests.json
{"endpoint": {"9.0.0": {"conditions": {"kibana": {"version": "^9.0.0"}}}}}
#- detection_rules/etc/integration-schemas.json
{"endpoint": {"9.0.0": {"network": {"process.name": "keyword"}, "process": {"process.args": "keyword"}}}}`;

checkLint(lint, {
  'in a step of a sequence': rule(
    `sequence by host.id
  [process where process.args == "a"]
  [network where process.args == "a"]
                 ^^^^^^^^^^^^ Elastic Defend events of category "network" have no "process.args".`,
    '["logs-endpoint.events.*"]',
  ),
  'other data may have the field': rule(
    'network where process.args == "a"',
    '["logs-endpoint.events.*", "winlogbeat-*"]',
  ),
  'an optional field': rule('network where ?process.args == "a"', '["logs-endpoint.events.*"]'),
});
