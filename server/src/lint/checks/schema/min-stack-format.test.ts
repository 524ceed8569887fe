import { avoided, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './min-stack-format.js';

checkLint(lint, {
  'another form': avoided(lint, { '"9"': '"min_stack_version" must be a version such as "9.3.0", not "9".' }),
  'the right form': 'min_stack_version = "9.3.0"',
});
