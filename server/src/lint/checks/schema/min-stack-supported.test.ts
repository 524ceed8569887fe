import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './min-stack-supported.js';

const stacks = `
    #- detection_rules/etc/stack-schema-map.yaml
    "9.3.0": {ecs: "9.3.0"}
    "8.19.0": {ecs: "8.17.0"}`;

checkLint(lint, {
  'too old': `
    #- rules/a.toml
    min_stack_version = "8.9.0"
                        ^^^^^^^ "8.9.0" is older than "8.19.0", the oldest stack that rules are shipped for.${stacks}`,
  'the oldest': `
    #- rules/a.toml
    min_stack_version = "8.19.0"${stacks}`,
});

checkFix(lint, {
  'the oldest': [
    `
    #- rules/a.toml
    min_stack_version = "8.9.0"${stacks}`,
    'min_stack_version = "8.19.0"',
  ],
});
