import { machineLearningPackages } from '../../../fields/checkout/packages.js';
import { replaceFix } from '../../../rule/schema-check/check-value.js';
import { keySpan, valueSpan } from '../../../rule/schema-check/place.js';
import { nearestNames } from '../../../text/nearest.js';
import { defineLint } from '../../lint.js';

/** Index patterns that belong to no single package, derived from what shipped rules search. */
const sharedIndex =
  /^(?:\*|logs-\*|metrics-\*|traces-\*|.*beat-.*|endgame-.*|apm-.*|traces-apm.*|\.alerts-security.*|ml_.*)$/;

export default defineLint({
  id: 'integration-index',
  severity: 'warning',
  profile: 'elastic',
  scope: 'production',
  counterpart: 'test_all_rules.test_integration_tag',
  judges: ['integration', 'index'],
  echoes: ['integration-known', 'index-pattern'],
  summary: 'Mismatch between "integration" and index patterns',
  why: 'Kibana uses "integration" to tell users which package a rule needs. If the rule searches other data, it finds nothing.',
  avoid: `#- rules/example.toml
[metadata]
maturity = "production"
integration = ["endpoint"]
[rule]
type = "eql"
index = ["logs-endpoint.events.*", "logs-windows.*"]
#- detection_rules/etc/stack-schema-map.yaml
"9.3.0": {ecs: 9.3.0}
#- detection_rules/etc/integration-manifests.json
{"windows": {"2.0.0": {}}, "endpoint": {"2.0.0": {}}}`,
  prefer: `#- rules/example.toml
[metadata]
maturity = "production"
integration = ["endpoint", "windows"]
[rule]
type = "eql"
index = ["logs-endpoint.events.*", "logs-windows.*"]
#- detection_rules/etc/stack-schema-map.yaml
"9.3.0": {ecs: 9.3.0}
#- detection_rules/etc/integration-manifests.json
{"windows": {"2.0.0": {}}, "endpoint": {"2.0.0": {}}}`,

  check({ rule, fieldPlan }, report) {
    const { index, integrations, document, language, type } = rule;
    const packages = fieldPlan?.integrations.packages ?? [];
    if (packages.length === 0 || index.length === 0 || type === 'threat_match') return;
    if (language === 'lucene' || language === 'esql') return;
    const named = index.map((pattern) =>
      sharedIndex.test(pattern) ? undefined : packageOf(pattern, packages),
    );
    named.forEach((name, position) => {
      if (name === undefined || integrations.includes(name) || named.indexOf(name) < position) return;
      report({
        span: valueSpan(document, ['rule', 'index', position]),
        message: `The rule searches data of "${name}", which "integration" does not list.`,
        help: `Add "${name}" to "integration" in [metadata].`,
      });
    });
    const meant = new Set<string>();
    index.forEach((pattern, position) => {
      const name = sharedIndex.test(pattern) ? undefined : segmentOf(pattern);
      const [nearest] = name === undefined || packages.includes(name) ? [] : nearestNames(name, packages);
      // Other names are private data.
      if (nearest === undefined || !integrations.includes(nearest)) return;
      meant.add(nearest);
      const path = ['rule', 'index', position];
      report({
        span: valueSpan(document, path),
        message: `Unknown integration "${name}".`,
        help: `Did you mean "${nearest}"?`,
        ...replaceFix(document, path, pattern.replace(`-${name}`, `-${nearest}`)),
      });
    });
    // The results of a machine learning package come from other packages' data.
    if (integrations.some((name) => machineLearningPackages.includes(name))) return;
    // An index of all data includes that of every package.
    if (index.some((pattern) => /^(?:\*|logs-\*|metrics-\*|\.alerts-security.*)$/.test(pattern))) return;
    integrations.forEach((name, position) => {
      if (!packages.includes(name) || named.includes(name) || meant.has(name)) return;
      if (
        name === 'apm' ||
        (name === 'windows' && index.some((pattern) => pattern.startsWith('winlogbeat-')))
      )
        return;
      if (
        index.some((pattern) => pattern.startsWith(`logs-${name}`) || pattern.startsWith(`metrics-${name}`))
      )
        return;
      const path = ['metadata', 'integration'];
      report({
        span: Array.isArray(rule.metadata.integration)
          ? valueSpan(document, [...path, position])
          : keySpan(document, path),
        message: `No index pattern searches the data of "${name}".`,
        help: `Add "logs-${name}*" to "index", or remove "${name}".`,
      });
    });
  },
});

/** Returns the package whose data a pattern such as `logs-windows.sysmon_operational-*` searches. */
function packageOf(pattern: string, packages: readonly string[]): string | undefined {
  const name = segmentOf(pattern);
  return name !== undefined && packages.includes(name) ? name : undefined;
}

/** Returns `windows` for `logs-windows.sysmon_operational-*`. */
function segmentOf(pattern: string): string | undefined {
  return /^[a-z]+-([a-z0-9_]+)/.exec(pattern)?.[1];
}
