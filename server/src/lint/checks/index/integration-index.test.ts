import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './integration-index.js';

const rule = (integration: string, index: string): string => `#- rules/a.toml
[metadata]
maturity = "production"
integration = ${integration}
[rule]
type = "eql"
language = "eql"
index = ${index}
#- detection_rules/etc/stack-schema-map.yaml
"9.3.0": {ecs: 9.3.0}
#- detection_rules/etc/integration-manifests.json
{"windows": {"2.0.0": {}}, "endpoint": {"2.0.0": {}}, "system": {"2.0.0": {}}}`;

checkLint(lint, {
  'an index of a package that is not named': rule(
    '["endpoint"]',
    `["logs-endpoint.events.process-*", "logs-system.security-*"]
                                           ^^^^^^^^^^^^^^^^^^^^^^^^ The rule searches data of "system", which "integration" does not list.`,
  ),
  'a package that no index holds': rule(
    `["endpoint", "system"]
                           ^^^^^^^^ No index pattern searches the data of "system".`,
    '["logs-endpoint.events.process-*"]',
  ),
  'Winlogbeat ships what the package for Windows does': rule('["windows"]', '["winlogbeat-*"]'),
  'an index of everything': rule('["system"]', '["logs-*"]'),
  'indexes of no package': rule('[]', '["my-index-*", "endgame-*"]'),
});

checkFix(lint, {
  'a misspelt package': [
    rule('["windows"]', '["logs-windws.*"]'),
    rule('["windows"]', '["logs-windows.*"]')
      .replace(/^#-.*\n/, '')
      .split('\n#-')[0]!,
  ],
});
