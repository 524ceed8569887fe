import { expect, test } from 'vitest';
import { checkLint, runLint } from '../../../../../test/helpers/check-lint.js';
import lint from './dup-rule-id.js';

const rule = (path: string, maturity = 'production', name = 'A'): string => `
    #- ${path}
    [metadata]
    maturity = "${maturity}"
    [rule]
    name = "${name}"
    rule_id = "00000000-0000-4000-8000-00000000000a"`;
const lock = `
    #- detection_rules/etc/version.lock.json
    {"00000000-0000-4000-8000-00000000000a": {"rule_name": "A", "type": "query", "version": 3}}`;
const marker = '\n              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Another rule has the same id: ';

checkLint(lint, {
  'two rules in use': `${rule('rules/a.toml')}${marker}rules/b.toml.${rule('rules/b.toml', 'production', 'B')}`,
  'two deprecated rules': `${rule('a.toml', 'deprecated')}${marker}b.toml.${rule('b.toml', 'deprecated', 'B')}`,
  'a copy': `${rule('a.toml')}
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Another rule has the same id and name: b.toml.${rule('b.toml')}`,
  'the original of a copy': rule('rules/a.toml') + rule('rules/a copy.toml'),
  'a copy by the name of its file': `${rule('rules/a_2.toml')}
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Another rule has the same id and name: rules/a.toml.${rule('rules/a.toml')}`,
  'a shipped rule of which another has the id':
    rule('rules/a.toml') + rule('rules/b.toml', 'production', 'B') + lock,
  'a rule with the id of a shipped one': `${rule('rules/b.toml', 'production', 'B')}${marker}rules/a.toml.${rule('rules/a.toml')}${lock}`,
  'one in use, one deprecated': rule('a.toml') + rule('b.toml', 'deprecated'),
});

test('a new id, which a person decides on', () => {
  const text = (rule('rules/b.toml') + rule('rules/a.toml')).replace(/^\n/, '').replaceAll(/^ {4}/gm, '');
  const [found] = runLint(lint, text).problems;
  expect(found!.fix).toMatchObject({ manual: true });
  expect(found!.fix!.edits[0]!.text).toMatch(/^"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"$/);
});
