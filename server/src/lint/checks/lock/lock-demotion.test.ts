import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './lock-demotion.js';

const lock = `
    #- detection_rules/etc/version.lock.json
    {"00000000-0000-4000-8000-00000000000a": {"rule_name": "A", "type": "query", "version": 3}}`;
const rule = (id: string, marker = ''): string => `
    #- rules/a.toml
    [metadata]
    maturity = "beta"${marker}
    [rule]
    rule_id = "00000000-0000-4000-8000-00000000000${id}"`;

checkLint(lint, {
  'a shipped rule':
    rule(
      'a',
      '\n               ^^^^^^ The rule has been shipped, so its maturity must be "production" or "deprecated", not "beta".',
    ) + lock,
  'a rule that has never been shipped': rule('b') + lock,
});
