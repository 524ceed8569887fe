import { avoided, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './min-stack-comment.js';

checkLint(lint, {
  'no reason': avoided(lint, {
    min_stack_version: '"min_stack_comments" must say why the rule needs "min_stack_version".',
  }),
  'an empty reason': `
    min_stack_version = "9.3.0"
    min_stack_comments = " "
    ^^^^^^^^^^^^^^^^^^ "min_stack_comments" must say why the rule needs "min_stack_version".`,
  'a misspelt key is another matter': 'min_stack_version = "9.3.0"\nmin_stack_comment = "x"',
});
