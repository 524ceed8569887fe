import { checkFix, checkLint } from '../../../../test/helpers/check-lint.js';
import lint from './eql-type.js';

checkLint(lint, {
  'a pattern for a number': `
    process where process.pid : "4*"
                  ^^^^^^^^^^^ [:] takes text on its left, [process.pid] is [long]`,
  'a field of the checkout': `#- rules/a.toml
[metadata]
maturity = "production"
[rule]
type = "eql"
language = "eql"
index = ["logs-shop.*"]
query = 'any where shop.total : "4*"'
                   ^^^^^^^^^^ [:] takes text on its left, [shop.total] is [long]
#- detection_rules/etc/stack-schema-map.yaml
"9.3.0": {ecs: 9.3.0}
#- detection_rules/etc/non-ecs-schema.json
{"logs-shop.*": {"shop.total": "long"}}`,
  'types that fit': 'process where process.pid == 4',
});

checkFix(lint, {
  'patterns of addresses become blocks': [
    'network where source.ip : ("10.*", "192.168.*.*", "127.0.0.1", "172.16.0.0/12")',
    'network where cidrMatch(source.ip, "10.0.0.0/8", "192.168.0.0/16", "127.0.0.1/32", "172.16.0.0/12")',
  ],
  'other patterns stay': ['network where source.ip : "1*.0.0.1"', 'network where source.ip : "1*.0.0.1"'],
});
