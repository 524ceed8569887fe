import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './integration-known.js';

const around = `
#- detection_rules/etc/stack-schema-map.yaml
"9.3.0": {ecs: 9.3.0}
#- detection_rules/etc/integration-manifests.json
{"windows": {"2.0.0": {}}, "endpoint": {"2.0.0": {}}}`;

checkLint(lint, {
  'one of several': `#- rules/a.toml
[metadata]
integration = ["endpoint", "winlog"]
                           ^^^^^^^^ Unknown integration "winlog": the checkout has no data about it.
[rule]
name = "x"${around}`,
  'outside of a checkout': `
    [metadata]
    integration = ["anything"]
    [rule]
    name = "x"`,
});

checkFix(lint, {
  'a misspelt one': [
    `#- rules/a.toml\n[metadata]\nintegration = "windws"\n[rule]\nname = "x"${around}`,
    '[metadata]\nintegration = "windows"\n[rule]\nname = "x"',
  ],
});
