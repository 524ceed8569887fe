import { queryUnits, targetsOf } from '../../../analysis/query-units.js';
import { insertKey, quoted } from '../../../rule/schema-check/key-edits.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'field-too-new',
  severity: 'warning',
  counterpart: 'rule_validators.validate_query_text_with_schema',
  summary: 'Field unknown to an older stack',
  why: 'The rule is shipped for every stack from "min_stack_version" on, and Elasticsearch refuses a query with an unknown field.',
  avoid: `#- rules/example.toml
[metadata]
creation_date = "2026/01/05"
updated_date = "2026/01/05"
maturity = "production"
[rule]
type = "eql"
language = "eql"
query = 'process where process.brand_new == "x"'
#- detection_rules/etc/stack-schema-map.yaml
"8.19.0": {ecs: 8.17.0}
"9.3.0": {ecs: 9.3.0}
#- detection_rules/etc/ecs_schemas/8.17.0/ecs_flat.json
{"process.name": {"type": "keyword"}}
#- detection_rules/etc/ecs_schemas/9.3.0/ecs_flat.json
{"process.name": {"type": "keyword"}, "process.brand_new": {"type": "keyword"}}`,
  prefer: `#- rules/example.toml
[metadata]
creation_date = "2026/01/05"
updated_date = "2026/01/05"
maturity = "production"
min_stack_version = "9.3.0"
[rule]
type = "eql"
language = "eql"
query = 'process where process.brand_new == "x"'
#- detection_rules/etc/stack-schema-map.yaml
"8.19.0": {ecs: 8.17.0}
"9.3.0": {ecs: 9.3.0}
#- detection_rules/etc/ecs_schemas/8.17.0/ecs_flat.json
{"process.name": {"type": "keyword"}}
#- detection_rules/etc/ecs_schemas/9.3.0/ecs_flat.json
{"process.name": {"type": "keyword"}, "process.brand_new": {"type": "keyword"}}`,

  check(analysis, report) {
    const { rule, fieldPlan, queryToDocument } = analysis;
    if (!fieldPlan || rule.metadata.query_schema_validation === false) return;
    for (const unit of queryUnits(analysis)) {
      const targets = targetsOf(analysis, unit);
      const newest = targets[0]?.stack;
      for (const { name, optional, span } of unit.fields) {
        if (optional || name === '' || name.includes('*')) continue;
        const lacking = targets.filter(({ catalogue }) => !catalogue.knows(name));
        // A field that is missing in the newest stack too is reported as unknown. The newest stack in which
        // it is missing decides.
        const [last] = lacking;
        if (!last || lacking.some(({ stack }) => stack === newest)) continue;
        const stacks = [...new Set(targets.map(({ stack }) => stack))];
        const since = stacks[stacks.indexOf(last.stack) - 1]!;
        const outdated = lacking.every((target) => target.outdated.length > 0);
        const written = Object.hasOwn(rule.metadata, 'min_stack_version');
        const edit = written
          ? undefined
          : insertKey(rule.document, 'metadata', 'min_stack_version', quoted(since));
        report({
          span: queryToDocument(span),
          ...(outdated ? { severity: 'information' } : {}),
          message: `"${name}" exists from stack ${since} on, but the rule is shipped for ${last.label} too.`,
          help: `Write ?${name}, or set "min_stack_version" to "${since}".`,
          ...(edit ? { fix: { title: `Set "min_stack_version" to "${since}"`, edits: [edit] } } : {}),
        });
      }
    }
  },
});
