import { expect, test } from 'vitest';
import { checkLint, runLint } from '../../../../test/helpers/check-lint.js';
import lint from './dup-rule-id.js';

const rule = (path: string, maturity = 'production', name = 'A'): string => `
    #- ${path}
    [metadata]
    maturity = "${maturity}"
    [rule]
    name = "${name}"
    rule_id = "00000000-0000-4000-8000-00000000000a"`;
const marker = '\n              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Another rule has the same id: ';

checkLint(lint, {
  'two rules in use': `${rule('rules/a.toml')}${marker}rules/b.toml.${rule('rules/b.toml', 'production', 'B')}`,
  'two deprecated rules': `${rule('a.toml', 'deprecated')}${marker}b.toml.${rule('b.toml', 'deprecated', 'B')}`,
  'a copy': `${rule('a.toml')}
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Another rule has the same id and name: b.toml.${rule('b.toml')}`,
  'one in use, one deprecated': rule('a.toml') + rule('b.toml', 'deprecated'),
});

test('a new id, which a person decides on', () => {
  const text = (rule('rules/b.toml') + rule('rules/a.toml')).replace(/^\n/, '').replaceAll(/^ {4}/gm, '');
  const [found] = runLint(lint, text).problems;
  expect(found!.fix).toMatchObject({ manual: true });
  expect(found!.fix!.edits[0]!.text).toMatch(/^"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"$/);
});
