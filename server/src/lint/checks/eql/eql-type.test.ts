import { expect, test } from 'vitest';
import { avoided, checkFix, checkLint, runLint } from '../../../../../test/helpers/check-lint.js';
import lint from './eql-type.js';

checkLint(lint, {
  'a pattern for a number': avoided(lint, {
    'process.pid': '[:] needs a string on the left, but [process.pid] is [long]',
  }),
  'a field of the checkout': `#- rules/a.toml
[metadata]
maturity = "production"
[rule]
type = "eql"
language = "eql"
index = ["logs-shop.*"]
query = 'any where shop.total : "4*"'
                   ^^^^^^^^^^ [:] needs a string on the left, but [shop.total] is [long]
#- detection_rules/etc/stack-schema-map.yaml
"9.3.0": {ecs: 9.3.0}
#- detection_rules/etc/non-ecs-schema.json
{"logs-shop.*": {"shop.total": "long"}}`,
  'beside a function that lacks an argument': `
    process where startWith(process.name, "a") and endsWith(process.name)
                  ^^^^^^^^^ unknown function [startWith], did you mean [startsWith]?`,
  'several items of a list': `
    process where process.pid in (1, "2", "3")
                                     ^^^^^^^^ 2 items of the list must be [long] like [process.pid], the first, ["2"] is [keyword]`,
  'types that fit': 'process where process.pid == 4',
});

checkFix(lint, {
  'a string without quotes': [
    'process where process.name == a or cmd.exe == process.name or process.name in ("b", c)',
    'process where process.name == "a" or "cmd.exe" == process.name or process.name in ("b", "c")',
  ],
  'two fields that exist': [
    'process where process.name == process.parent.name',
    'process where process.name == process.parent.name',
  ],
  'patterns of addresses become blocks': [
    'network where source.ip : ("10.*", "192.168.*.*", "127.0.0.1", "172.16.0.0/12")',
    'network where cidrMatch(source.ip, "10.0.0.0/8", "192.168.0.0/16", "127.0.0.1/32", "172.16.0.0/12")',
  ],
  'a function': ['process where startWith(process.name, "a")', 'process where startsWith(process.name, "a")'],
  'a number in quotes': ['process where process.pid : "4"', 'process where process.pid == 4'],
  'numbers in quotes': ['process where process.pid : ("4", "5")', 'process where process.pid in (4, 5)'],
  'items of a list in quotes': [
    'process where process.pid in ("1", "2")',
    'process where process.pid in (1, 2)',
  ],
  'a wildcard is not dropped': ['process where process.pid : "4*"', 'process where process.pid : "4*"'],
  'a boolean in quotes': [
    'process where process.code_signature.exists : "false"',
    'process where process.code_signature.exists == false',
  ],
  'other patterns stay': ['network where source.ip : "1*.0.0.1"', 'network where source.ip : "1*.0.0.1"'],
});

test('eql-type: a pattern for a number is to be a number', () => {
  expect(runLint(lint, 'process where process.pid : "4*"').problems[0]?.help).toContain('process.pid == 4');
});

test('eql-type: a name without quotes can be a string', () => {
  const help = (query: string) => runLint(lint, query).problems[0]?.help;
  expect(help('process where process.name == a')).toBe('did you mean the string "a"?');
  expect(help('process where process.name in (a)')).toBe('did you mean the string "a"?');
  expect(help('process where process.name == process.parent.name')).toContain('sequence');
});
