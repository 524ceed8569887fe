import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './tag-guide-reverse.js';

checkLint(lint, {
  'a note of another kind': `
    note = "Ask the owner."
    tags = ["Resources: Investigation Guide"]
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The tag promises an investigation guide, but "note" has none.`,
});
