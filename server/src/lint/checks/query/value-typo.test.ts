import { avoided, checkFix, checkLint, kuery } from '../../../../../test/helpers/check-lint.js';
import lint from './value-typo.js';

checkLint(lint, {
  'quotes that KQL does not know are for kql-misread-value': kuery(
    `event.outcome: ('success' or or success) or event.kind: “alert”`,
  ),
  'swapped letters': avoided(lint, { '"strat"': '"strat" is not a known value of "event.type".' }),
  'a list that ECS gives in prose': `
    process where process.entry_leader.entry_meta.type : "contaner"
                                                         ^^^^^^^^^^ "contaner" is not a known value of "process.entry_leader.entry_meta.type".`,
  'in a list': `
    process where host.os.type in ("linux", "widows")
                                            ^^^^^^^^ "widows" is not a known value of "host.os.type".`,
  'another case': `
    process where event.outcome == "Failure"
                                   ^^^^^^^^^ "Failure" is not a known value of "event.outcome".`,
  'another case where case does not count': 'process where event.outcome : "Failure"',
  'a value of a vendor': 'process where event.type == "process_started" and event.outcome == "Success"',
  'a pattern': 'process where event.type : "sta*"',
  'a value unlike any other': 'process where event.type == "zzzzzzzz"',
});

checkFix(lint, {
  'the nearest value': [
    'process where host.os.type in ("linux", "widows")',
    'process where host.os.type in ("linux", "windows")',
  ],
});

const inCheckout = (query: string): string => `#- rules/a.toml
[metadata]
maturity = "production"
[rule]
type = "query"
language = "kuery"
index = ["logs-shop.*"]
query = '''
${query}
'''
#- detection_rules/etc/stack-schema-map.yaml
"9.3.0": {ecs: 9.3.0}
#- detection_rules/etc/packages.yaml
package: {name: "9.3"}
#- detection_rules/etc/integration-manifests.json
{"shop": {"1.0.0": {"conditions": {"kibana": {"version": "^9.0.0"}}}}}
#- detection_rules/etc/integration-schemas.json
{"shop": {"1.0.0": {"sales": {"shop.total": "long"}}}}`;

checkLint(lint, {
  'a misspelt data set': inCheckout(`event.dataset: shop.slaes and shop.total: 5
               ^^^^^^^^^^ No package has the data set "shop.slaes".`),
  'a data set of a package that is not known': inCheckout('event.dataset: (shop.sales or own.orders)'),
});
