import { keySpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';
import { foldersOf } from './file-place.js';

export default defineLint({
  id: 'dir-integration',
  severity: 'hint',
  off: true,
  summary: 'Rule in the folder of another integration',
  why: 'Each folder in "integrations" has the name of the integration whose data its rules read.',
  avoid: `#- rules/integrations/okta/impact_user_deleted.toml
[metadata]
integration = ["aws"]
[rule]`,
  prefer: `#- rules/integrations/aws/impact_user_deleted.toml
[metadata]
integration = ["aws"]
[rule]`,

  check(analysis, report) {
    const { rule, document } = analysis;
    const folders = foldersOf(analysis);
    const parent = folders.at(-1);
    if (parent === undefined || folders.at(-2) !== 'integrations') return;
    if (rule.integrations.length === 0 || rule.integrations.includes(parent)) return;
    report({
      span: keySpan(document, ['metadata', 'integration']),
      message: `The rule is in the folder of the integration "${parent}", but "integration" does not list it.`,
      help: `Add "${parent}" to "integration", or move the file.`,
    });
  },
});
