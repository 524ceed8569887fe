import { checkLint } from '../../../../test/helpers/check-lint.js';
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
  'one in use, one deprecated': rule('a.toml', 'production') + rule('b.toml', 'deprecated'),
});
