import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './suppression-field-known.js';

checkLint(lint, {
  'a group of suppressed alerts': `
    type = "query"
    language = "kuery"
    query = 'process.name: a'
    [rule.alert_suppression]
    group_by = ["host.nmae"]
                ^^^^^^^^^^^ Unknown field "host.nmae".
    missing_fields_strategy = "suppress"`,
  'columns of ES|QL are its own': `
    type = "esql"
    language = "esql"
    query = 'from logs-* | stats a = count(*) by host.nmae'
    [rule.alert_suppression]
    group_by = ["host.nmae"]`,
  'a field of the checkout': `#- rules/a.toml
[metadata]
maturity = "production"
[rule]
type = "threshold"
language = "kuery"
index = ["logs-shop.*"]
query = 'shop.till: a'
[rule.threshold]
field = ["shop.till", "shop.never"]
                      ^^^^^^^^^^^^ Unknown field "shop.never".
value = 3
#- detection_rules/etc/stack-schema-map.yaml
"9.3.0": {ecs: 9.3.0}
#- detection_rules/etc/ecs_schemas/9.3.0/ecs_flat.json
{"process.name": {"type": "keyword"}}
#- detection_rules/etc/non-ecs-schema.json
{"logs-shop.*": {"shop": {"till": "keyword"}}}`,
});

const grouped = (field: string): string => `type = "query"
language = "kuery"
query = 'process.name: a'
[rule.alert_suppression]
group_by = ["${field}"]
missing_fields_strategy = "suppress"`;

checkFix(lint, { 'the nearest field': [grouped('host.nmae'), grouped('host.name')] });
