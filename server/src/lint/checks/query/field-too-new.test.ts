import { describe, expect, test } from 'vitest';
import { checkFix, checkLint, runLint } from '../../../../../test/helpers/check-lint.js';
import lint from './field-too-new.js';

const around = `
#- detection_rules/etc/stack-schema-map.yaml
"8.19.0": {ecs: 8.17.0}
"9.3.0": {ecs: 9.3.0}
"9.4.0": {ecs: 9.4.0}
#- detection_rules/etc/ecs_schemas/8.17.0/ecs_flat.json
{"process.name": {"type": "keyword"}}
#- detection_rules/etc/ecs_schemas/9.3.0/ecs_flat.json
{"process.name": {"type": "keyword"}, "process.since93": {"type": "keyword"}}
#- detection_rules/etc/ecs_schemas/9.4.0/ecs_flat.json
{"process.name": {"type": "keyword"}, "process.since93": {"type": "keyword"}, "process.since94": {"type": "keyword"}}`;

const rule = (query: string): string => `#- rules/example.toml
[metadata]
maturity = "production"
[rule]
type = "eql"
language = "eql"
query = '''
${query}
'''${around}`;

checkLint(lint, {
  'a field of the newest stack': rule(`process where process.since94 == "x"
              ^^^^^^^^^^^^^^^ "process.since94" exists from stack 9.4.0 on, but the rule is shipped for stack 9.3.0 (ECS 9.3.0) too.`),
  'a field that came in between': rule(`process where process.since93 == "x"
              ^^^^^^^^^^^^^^^ "process.since93" exists from stack 9.3.0 on, but the rule is shipped for stack 8.19.0 (ECS 8.17.0) too.`),
  'a field that may be absent': rule('process where ?process.since94 == "x"'),
  'a field that no stack has is no matter of versions': rule('process where process.never == "x"'),
});

checkFix(lint, {
  'the rule is shipped for newer stacks only': [
    rule('process where process.since93 == "x"'),
    `[metadata]
maturity = "production"
min_stack_version = "9.3.0"
[rule]
type = "eql"
language = "eql"
query = '''
process where process.since93 == "x"
'''`,
  ],
});

/**
 * A rule on a package whose field "shop.discount" comes with the last stack. `manifest` lists its versions,
 * of which 2.5.0 has no schema.
 */
const onPackage = (manifest: string): string => `#- rules/example.toml
[metadata]
maturity = "production"
[rule]
type = "eql"
language = "eql"
query = 'any where event.dataset == "shop.sales" and shop.discount == 1'
#- detection_rules/etc/stack-schema-map.yaml
"9.2.0": {ecs: 9.2.0}
"9.3.0": {ecs: 9.2.0}
"9.4.0": {ecs: 9.2.0}
#- detection_rules/etc/ecs_schemas/9.2.0/ecs_flat.json
{"event.dataset": {"type": "keyword"}}
#- detection_rules/etc/integration-manifests.json
{"shop": {${manifest}}}
#- detection_rules/etc/integration-schemas.json
{"shop": {"1.0.0": {"sales": {"shop.total": "long"}},
          "2.0.0": {"sales": {"shop.total": "long"}},
          "3.0.0": {"sales": {"shop.total": "long", "shop.discount": "long"}}}}`;

const version = (name: string, range: string): string =>
  `"${name}": {"conditions": {"kibana": {"version": "${range}"}}}`;

describe('field-too-new: severity where schemas are older than the packages', () => {
  test.each([
    ['of no stack', ['1.0.0 ~9.2.0', '2.0.0 ~9.3.0', '3.0.0 ~9.4.0'], 'warning'],
    ['of one stack', ['1.0.0 ~9.2.0', '2.0.0 ~9.3.0', '2.5.0 ~9.3.0', '3.0.0 ~9.4.0'], 'warning'],
    ['of all stacks', ['1.0.0 <9.4.0', '2.5.0 <9.4.0', '3.0.0 ~9.4.0'], 'information'],
  ] as const)('%s that lack the field', (_, versions, severity) => {
    const manifest = versions.map((one) => version(...(one.split(' ') as [string, string]))).join(', ');
    const { problems } = runLint(lint, onPackage(manifest));
    expect(problems.map((problem) => problem.severity)).toEqual([severity]);
  });
});
