import { expect, test } from 'vitest';
import { checkFix, checkLint, runLint } from '../../../../../test/helpers/check-lint.js';
import lint from './min-stack-known.js';

const stacks = `
    #- detection_rules/etc/stack-schema-map.yaml
    "8.19.0": {ecs: "8.17.0"}
    "9.3.0": {ecs: "9.3.0"}`;

checkLint(lint, {
  'a version in between': `
    #- rules/a.toml
    min_stack_version = "9.1.0"
                        ^^^^^^^ The checkout has no schemas for the stack "9.1.0".${stacks}`,
  'a version of another form is another matter': `
    #- rules/a.toml
    min_stack_version = "nine"${stacks}`,
  'so is one that is no longer supported': `
    #- rules/a.toml
    min_stack_version = "8.3.0"${stacks}`,
  'no checkout': 'min_stack_version = "9.1.0"',
});

checkFix(lint, {
  'the third number': [
    `
    #- rules/a.toml
    min_stack_version = "9.3"${stacks}`,
    'min_stack_version = "9.3.0"',
  ],
});

test('min-stack-known: of a version that lacks its last number, the whole', () => {
  const text = `#- rules/a.toml\nmin_stack_version = "9.3"${stacks.replaceAll(/^ {4}/gm, '')}`;
  expect(runLint(lint, text).problems[0]?.help).toBe('Write "9.3.0".');
});
