import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './deprecation-missing.js';

const rule = (stack: string, marker = ''): string => `
    #- rules/a.toml
    [metadata]
    maturity = "production"${marker}
    [rule]
    rule_id = "00000000-0000-4000-8000-00000000000a"
    #- detection_rules/etc/deprecated_rules.json
    {"00000000-0000-4000-8000-00000000000a": {"rule_name": "A", "stack_version": "${stack}"}}
    #- detection_rules/etc/packages.yaml
    package: {name: '9.6'}`;

checkLint(lint, {
  'in use': rule(
    '9.6',
    '\n               ^^^^^^^^^^^^ The rule is listed in deprecated_rules.json, but the file does not say that it is deprecated.',
  ),
  'deprecated in a later stack': rule('9.10'),
});
