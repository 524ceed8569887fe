import { compareVersions } from '../../../rule/checkout/versions.js';
import { replaceFix } from '../../../rule/schema-check/check-value.js';
import { valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';
import { minStackVersion } from './min-stack.js';

export default defineLint({
  id: 'min-stack-supported',
  severity: 'error',
  profile: 'elastic',
  scope: 'production',
  counterpart: 'test_all_rules.test_min_stack_version_supported',
  summary: 'Unsupported stack version',
  why: 'The rule claims to work on a stack for which no rules are built or checked.',
  avoid: `#- rules/a.toml
min_stack_version = "8.3.0"
#- detection_rules/etc/stack-schema-map.yaml
"8.19.0": {ecs: "8.17.0"}`,
  prefer: `#- rules/a.toml
min_stack_version = "8.19.0"
#- detection_rules/etc/stack-schema-map.yaml
"8.19.0": {ecs: "8.17.0"}`,

  check(analysis, report) {
    const version = minStackVersion(analysis);
    const oldest = version === undefined ? undefined : analysis.checkout?.stacks[0]?.version;
    if (version === undefined || oldest === undefined || compareVersions(version, oldest) >= 0) return;
    const path = ['metadata', 'min_stack_version'];
    report({
      span: valueSpan(analysis.document, path),
      message: `"${version}" is older than "${oldest}", the oldest stack that rules are shipped for.`,
      help: 'Raise it, or remove it and "min_stack_comments".',
      ...replaceFix(analysis.document, path, oldest),
    });
  },
});
