import { replaceFix } from '../../../rule/schema-check/check-value.js';
import { valueSpan } from '../../../rule/schema-check/place.js';
import { nearestNames } from '../../../text/nearest.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'integration-known',
  severity: 'warning',
  summary: 'Unknown integration',
  why: 'The fields of an unknown package cannot be checked, and Kibana offers users no integration of this name.',
  avoid: `#- rules/example.toml
[metadata]
integration = ["window"]
[rule]
type = "eql"
#- detection_rules/etc/stack-schema-map.yaml
"9.3.0": {ecs: 9.3.0}
#- detection_rules/etc/integration-manifests.json
{"windows": {"2.0.0": {"conditions": {"kibana": {"version": "^9.0.0"}}}}}`,
  prefer: `#- rules/example.toml
[metadata]
integration = ["windows"]
[rule]
type = "eql"
#- detection_rules/etc/stack-schema-map.yaml
"9.3.0": {ecs: 9.3.0}
#- detection_rules/etc/integration-manifests.json
{"windows": {"2.0.0": {"conditions": {"kibana": {"version": "^9.0.0"}}}}}`,

  check({ rule, fieldPlan }, report) {
    const packages = fieldPlan?.integrations.packages ?? [];
    if (packages.length === 0) return;
    const written = rule.metadata.integration;
    rule.integrations.forEach((name, index) => {
      if (packages.includes(name)) return;
      const path = Array.isArray(written) ? ['metadata', 'integration', index] : ['metadata', 'integration'];
      const [nearest] = nearestNames(name, packages);
      report({
        span: valueSpan(rule.document, path),
        message: `Unknown integration "${name}": the checkout has no data about it.`,
        ...(nearest
          ? { help: `Did you mean "${nearest}"?`, ...replaceFix(rule.document, path, nearest) }
          : {}),
      });
    });
  },
});
