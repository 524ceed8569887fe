import { eqlFilters } from '../../../analysis/query-parts.js';
import { eqlLanguage } from '../../../query/eql/language.js';
import { defineLint } from '../../lint.js';

/** Data streams of the package `endpoint` by event category. */
const streams: Readonly<Record<string, string>> = {
  file: 'file',
  network: 'network',
  registry: 'registry',
  library: 'library',
  dns: 'network',
};

export default defineLint({
  id: 'eql-endpoint-dataset-fields',
  severity: 'warning',
  language: eqlLanguage,
  scope: 'production',
  counterpart: 'test_all_rules.TestEQLEventFieldUsage',
  summary: 'Process field that Elastic Defend does not send with events of this category',
  why: 'File, network and similar events have only some fields of the process that caused them. A condition on any other process field never matches.',
  avoid: `#- rules/example.toml
[metadata]
maturity = "production"
[rule]
type = "eql"
language = "eql"
index = ["logs-endpoint.events.file-*"]
query = 'file where process.command_line == "x"'
#- detection_rules/etc/stack-schema-map.yaml
"9.3.0": {ecs: 9.3.0}
#- detection_rules/etc/integration-manifests.json
{"endpoint": {"9.0.0": {"conditions": {"kibana": {"version": "^9.0.0"}}}}}
#- detection_rules/etc/integration-schemas.json
{"endpoint": {"9.0.0": {"file": {"process.name": "keyword"}}}}`,
  prefer: `#- rules/example.toml
[metadata]
maturity = "production"
[rule]
type = "eql"
language = "eql"
index = ["logs-endpoint.events.file-*"]
query = 'file where process.name == "x"'
#- detection_rules/etc/stack-schema-map.yaml
"9.3.0": {ecs: 9.3.0}
#- detection_rules/etc/integration-manifests.json
{"endpoint": {"9.0.0": {"conditions": {"kibana": {"version": "^9.0.0"}}}}}
#- detection_rules/etc/integration-schemas.json
{"endpoint": {"9.0.0": {"file": {"process.name": "keyword"}}}}`,

  check(analysis, report) {
    const { rule, fieldPlan, checkout, queryToDocument } = analysis;
    if (!fieldPlan) return;
    const { index } = rule;
    const onlyEndpoint =
      index.length > 0 && index.every((pattern) => pattern.startsWith('logs-endpoint.events.'));
    const stack = checkout?.stacks.at(-1)?.version ?? '';
    if (!onlyEndpoint || fieldPlan.integrations.outdated('endpoint', stack)) return;
    for (const { category, fields } of eqlFilters(analysis)) {
      const stream = Object.hasOwn(streams, category.name) ? streams[category.name]! : undefined;
      const schemas = stream === undefined ? [] : fieldPlan.integrations.fieldsOf('endpoint', stream, stack);
      if (schemas.length === 0) continue;
      for (const { name, optional, span } of fields) {
        if (optional || !name.startsWith('process.') || schemas.some((schema) => schema.knows(name)))
          continue;
        report({
          span: queryToDocument(span),
          message: `Elastic Defend events of category "${category.name}" have no "${name}".`,
          help: 'Use another process field, or join with a process event in a sequence.',
        });
      }
    }
  },
});
