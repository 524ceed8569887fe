import { valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';
import { foldersOf, isCustomRule } from './file-place.js';

const folder = '_deprecated';

export default defineLint({
  id: 'dir-deprecated',
  severity: 'error',
  profile: 'elastic',
  scope: 'any',
  counterpart: 'test_all_rules.test_deprecated_rules',
  summary: 'Deprecated rule outside its folder, or another rule inside it',
  why: 'Rules are shipped unless they are in the folder _deprecated.',
  avoid: `#- rules/linux/impact_disk.toml
[metadata]
maturity = "deprecated"
[rule]`,
  prefer: `#- rules/_deprecated/impact_disk.toml
[metadata]
maturity = "deprecated"
[rule]`,

  check(analysis, report) {
    const { rule, document } = analysis;
    const folders = foldersOf(analysis);
    if (folders.length === 0 || rule.maturity === undefined || isCustomRule(analysis)) return;
    if (rule.deprecated === folders.includes(folder)) return;
    report({
      span: valueSpan(document, ['metadata', 'maturity']),
      message: rule.deprecated
        ? `A deprecated rule belongs in the folder ${folder}.`
        : `A rule in the folder ${folder} must have the maturity "deprecated", not "${rule.maturity}".`,
      help: 'Move the file, or change "maturity".',
    });
  },
});
