import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './lock-min-stack-lowered.js';

const around = (stack: string): string => `
    #- detection_rules/etc/version.lock.json
    {"00000000-0000-4000-8000-00000000000a": {"type": "query", "min_stack_version": "9.4"}}
    #- detection_rules/etc/stack-schema-map.yaml
    "${stack}": {ecs: "8.17.0"}`;

checkLint(lint, {
  'an older stack': `
    #- rules/a.toml
    [metadata]
    min_stack_version = "8.19.0"
                        ^^^^^^^^ The rule was shipped for stacks from 9.4 on, but now it is for 8.19.0 too.
    [rule]
    rule_id = "00000000-0000-4000-8000-00000000000a"${around('8.19.0')}`,
  'no stack any more': `
    #- rules/a.toml
    [metadata]
    [rule]
    rule_id = "00000000-0000-4000-8000-00000000000a"
    ^^^^^^^ The rule was shipped for stacks from 9.4 on, but now it is for 9.3.0 too.${around('9.3.0')}`,
  'older stacks are no longer supported': `
    #- rules/a.toml
    [metadata]
    [rule]
    rule_id = "00000000-0000-4000-8000-00000000000a"${around('9.4.0')}`,
});
