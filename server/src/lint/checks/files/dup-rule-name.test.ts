import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './dup-rule-name.js';

const rule = (path: string, maturity: string): string => `
    #- ${path}
    [metadata]
    maturity = "${maturity}"
    [rule]
    name = "A"`;

checkLint(lint, {
  'two rules in use': `${rule('a.toml', 'production')}
           ^^^ Another rule has the same name: b.toml.${rule('b.toml', 'development')}`,
  'a copy is told at its id': `#- a.toml
name = "A"
rule_id = "00000000-0000-4000-8000-00000000000a"
#- b.toml
name = "A"
rule_id = "00000000-0000-4000-8000-00000000000a"`,
  'a shipped rule of which another has the name': `#- a.toml
name = "A"
rule_id = "00000000-0000-4000-8000-00000000000a"
#- b.toml
name = "A"
rule_id = "00000000-0000-4000-8000-00000000000b"
#- detection_rules/etc/version.lock.json
{"00000000-0000-4000-8000-00000000000a": {"rule_name": "A", "type": "query", "version": 3}}`,
  'one in use, one deprecated': rule('a.toml', 'production') + rule('b.toml', 'deprecated'),
});
