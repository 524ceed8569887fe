import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './deprecation-reason.js';

const rule = (marker: string, known: string): string => `
    #- rules/_deprecated/a.toml
    [metadata]
    maturity = "deprecated"${marker}
    [rule]
    rule_id = "00000000-0000-4000-8000-00000000000a"
    #- detection_rules/etc/deprecated_rules.json
    {"00000000-0000-4000-8000-00000000000${known}": {"rule_name": "A"}}`;

checkLint(lint, {
  'no reason': rule(
    '\n               ^^^^^^^^^^^^ [metadata] must say in "deprecated_reason" why the rule is deprecated.',
    'b',
  ),
  'deprecated long ago': rule('', 'a'),
});
