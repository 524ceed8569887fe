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
  'two rules in use': `${rule('rules/a.toml')}${marker}rules/b.toml.${rule('rules/b.toml')}`,
  'two deprecated rules': `${rule('a.toml', 'deprecated')}${marker}b.toml.${rule('b.toml', 'deprecated')}`,
  'one in use, one deprecated': rule('a.toml') + rule('b.toml', 'deprecated'),
});

test.each([
  ['the copy', 'rules/a_copy.toml', 'rules/a.toml', '', true],
  ['the original', 'rules/a.toml', 'rules/a_copy.toml', '', false],
  ['a shipped rule', 'rules/b.toml', 'rules/a.toml', 'A', false],
  ['another rule with the id of a shipped one', 'rules/a.toml', 'rules/b.toml', 'B', true],
])('a new id for %s', (_, own, other, lockedName, fixed) => {
  const lock = `\n#- detection_rules/etc/version.lock.json\n{"00000000-0000-4000-8000-00000000000a": {"rule_name": "${lockedName}"}}`;
  const text = (rule(own) + rule(other)).replace(/^\n/, '').replaceAll(/^ {4}/gm, '');
  const written = text + (lockedName ? lock : '');
  const [found] = runLint(lint, written).problems;
  expect(found).toBeDefined();
  expect(found!.fix !== undefined).toBe(fixed);
  if (fixed) expect(found!.fix!.edits[0]!.text).toMatch(/^"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"$/);
});
