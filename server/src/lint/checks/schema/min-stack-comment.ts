import { keySpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';
import { isAbsent } from '../shared/absent.js';

export default defineLint({
  id: 'min-stack-comment',
  severity: 'error',
  profile: 'elastic',
  scope: 'production',
  counterpart: 'test_all_rules.test_all_min_stack_rules_have_comment',
  summary: 'Stack version without a reason',
  why: 'The reason shows whether "min_stack_version" can be removed later.',
  avoid: 'min_stack_version = "9.3.0"',
  prefer: 'min_stack_version = "9.3.0"\nmin_stack_comments = "The field was added in 9.3."',

  check(analysis, report) {
    const { rule, document } = analysis;
    const { min_stack_version: version, min_stack_comments: comments } = rule.metadata;
    if (version === undefined) return;
    const empty = typeof comments === 'string' && comments.trim() === '';
    if (!empty && !isAbsent(analysis, 'metadata', 'min_stack_comments')) return;
    report({
      span: keySpan(document, ['metadata', empty ? 'min_stack_comments' : 'min_stack_version']),
      message: '"min_stack_comments" must say why the rule needs "min_stack_version".',
    });
  },
});
