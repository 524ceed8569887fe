import { compareVersions } from '../../../rule/checkout/versions.js';
import { replaceFix } from '../../../rule/schema-check/check-value.js';
import { valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';
import { minStackVersion } from './min-stack.js';

export default defineLint({
  id: 'min-stack-known',
  severity: 'warning',
  counterpart: 'schemas.get_stack_schemas',
  summary: 'Stack version without schemas in the checkout',
  why: 'Fields are checked for each stack from "min_stack_version" on, with the schemas in stack-schema-map.yaml.',
  avoid: `#- rules/a.toml
min_stack_version = "9.3"
#- detection_rules/etc/stack-schema-map.yaml
"8.19.0": {ecs: "8.17.0"}
"9.3.0": {ecs: "9.3.0"}`,
  prefer: `#- rules/a.toml
min_stack_version = "9.3.0"
#- detection_rules/etc/stack-schema-map.yaml
"8.19.0": {ecs: "8.17.0"}
"9.3.0": {ecs: "9.3.0"}`,

  check(analysis, report) {
    const version = minStackVersion(analysis);
    if (version === undefined) return;
    const { checkout, document, rule } = analysis;
    const stacks = checkout?.stacks.map((stack) => stack.version) ?? [];
    if (stacks.length === 0 || stacks.includes(version)) return;
    if (rule.maturity === 'production' && compareVersions(version, stacks[0]!) < 0) return;
    const path = ['metadata', 'min_stack_version'];
    const same = stacks.find((stack) => compareVersions(stack, version) === 0);
    report({
      span: valueSpan(document, path),
      message: `The checkout has no schemas for the stack "${version}".`,
      help: same ? `Write "${same}".` : `Use ${stacks.map((stack) => `"${stack}"`).join(', ')}.`,
      ...replaceFix(document, path, same),
    });
  },
});
