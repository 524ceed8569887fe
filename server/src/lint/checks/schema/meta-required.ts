import { insertKey } from '../../../rule/schema-check/key-edits.js';
import { tableSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';
import { isAbsent } from '../shared/absent.js';

export default defineLint({
  id: 'meta-required',
  severity: 'warning',
  profile: 'elastic',
  summary: 'Rule without "maturity"',
  why: 'Only rules with maturity = "production" are shipped and fully checked. A rule without the key never is.',
  avoid: `[metadata]
creation_date = "2026/01/05"
updated_date = "2026/01/05"
[rule]`,
  prefer: `[metadata]
creation_date = "2026/01/05"
maturity = "development"
updated_date = "2026/01/05"
[rule]`,

  check(analysis, report) {
    if (!isAbsent(analysis, 'metadata', 'maturity')) return;
    const { document } = analysis;
    const edit = insertKey(document, 'metadata', 'maturity', '"development"');
    report({
      span: tableSpan(document, ['metadata']),
      message: '[metadata] has no "maturity", so the rule is never shipped.',
      help: 'Write "production" for a rule that is ready, "development" for one that is not.',
      ...(edit ? { fix: { title: 'Add maturity = "development"', edits: [edit] } } : {}),
    });
  },
});
