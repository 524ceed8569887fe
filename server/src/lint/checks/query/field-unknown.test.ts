import { expect, test } from 'vitest';
import {
  avoided,
  checkFix,
  checkLint,
  examples,
  kuery,
  runLint,
} from '../../../../../test/helpers/check-lint.js';
import { counted, learnedRule } from '../../../../../test/helpers/learned-rule.js';
import { codePage } from '../../documentation.js';
import lint from './field-unknown.js';

checkLint(lint, {
  'one letter missing': avoided(lint, { 'proces.name': 'Unknown field "proces.name".' }),
  'in a list, a call and a join key': `
    sequence by host.idd
                ^^^^^^^^ Unknown field "host.idd".
      [process where length(process.comand_line) > 10]
                            ^^^^^^^^^^^^^^^^^^^ Unknown field "process.comand_line".
      [file where user.nam in ("a", "b")]
                  ^^^^^^^^ Unknown field "user.nam".`,
  'beside a wrong operator that cannot be misunderstood': `
    process where proces.name = "x" and process.parent.nam : "a"
                  ^^^^^^^^^^^ Unknown field "proces.name".
                                        ^^^^^^^^^^^^^^^^^^ Unknown field "process.parent.nam".`,
  'beside a mistake that turns the rest about':
    'process where proces.name == "x" and "process.parent.nam : "a"',
  'the field of a vendor': 'any where winlog.event_data.ShareName == "x"',
  'a sign of Lucene is told by another check': kuery('-process.name: "sh"'),
  'an optional field': 'process where ?proces.name == "sh"',
  'an object of labels': 'process where container.labels.app == "web"',
});

checkFix(lint, {
  'the nearest field': examples(lint),
});

const checkout = `
#- detection_rules/etc/stack-schema-map.yaml
"9.3.0": {ecs: 9.3.0}
#- detection_rules/etc/packages.yaml
package: {name: "9.3"}
#- detection_rules/etc/ecs_schemas/9.3.0/ecs_flat.json
{"event.dataset": {"type": "keyword"}, "event.action": {"type": "keyword"}}
#- detection_rules/etc/integration-manifests.json
{"shop": {"1.0.0": {"conditions": {"kibana": {"version": "^9.0.0"}}}}}
#- detection_rules/etc/integration-schemas.json
{"shop": {"1.0.0": {"sales": {"shop.total": "long"}}}}`;

const kqlRule = (query: string): string => `#- rules/a.toml
[metadata]
maturity = "production"
[rule]
type = "query"
language = "kuery"
index = ["logs-shop.*"]
query = '''
${query}
'''${checkout}`;

checkLint(lint, {
  'in KQL': kqlRule(`event.dataset: shop.sales and shop.total > 5 and shop.totl: 3 and sh*p.tot*: 4
                                                 ^^^^^^^^^ Unknown field "shop.totl".`),
  'a pattern that no field matches': kqlRule(`event.dataset: shop.sales and shop.never*: 3
                              ^^^^^^^^^^^ Unknown field "shop.never*".`),
  'fields of a data set whose field is misspelt': kqlRule(`event.datset: shop.sales and shop.total: 5
^^^^^^^^^^^^ Unknown field "event.datset".`),
  'fields of a data set that is misspelt': kqlRule('event.dataset: shop.slaes and shop.total: 5'),
  'fields of a data set that is compared as in EQL': kqlRule('event.dataset == shop.sales and shop.total: 5'),
});

const learnedFields = { 'door.state': counted({ Open: 5_000 }), 'own.a.b': counted({ x: 1 }) };
const learned = (query: string, keys?: string): string =>
  learnedRule(query, { fields: learnedFields, ...(keys === undefined ? {} : { keys }) });

checkLint(lint, {
  'fields that were learned from data, and the objects around them': learned(
    'any where door.state == "Open" and own.a.b == "x" and own.a != null',
  ),
  'what the data says of an unknown field': learned(`any where door.stat == "Open"
          ^^^^^^^^^ Unknown field "door.stat": never seen in 5,000 events of "logs-doors-default".`),
  'a name near one that was learned, where the data is of other indices': learned(
    'any where door.stat == "Open"',
    'index = ["logs-gates-*"]',
  ),
  'learned fields beside the schemas of a checkout': `${kqlRule('event.dataset: shop.sales and door.state: Open')}
#- .rulewright/fields.json
${JSON.stringify({ version: 1, sources: { x: { documents: 1, fields: learnedFields } } })}`,
});

test('field-unknown is a warning in every language, and its page says how to make it an error', () => {
  const severities = ['process where proces.name == "sh"', kuery('proces.name: "sh"')].map(
    (query) => runLint(lint, query).problems[0]?.severity,
  );
  expect(severities).toEqual(['warning', 'warning']);
  expect(codePage('field-unknown')).toContain('`checks: {field-unknown: error}`');
});
