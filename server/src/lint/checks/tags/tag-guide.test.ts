import { checkFix, checkLint, examples } from '../../../../../test/helpers/check-lint.js';
import lint from './tag-guide.js';

checkLint(lint, {
  'no tag': `
    note = "### Investigating Example"
    tags = []
    ^^^^ The tag "Resources: Investigation Guide" is missing: the note is an investigation guide.`,
  'a note of another kind': 'note = "Ask the owner."\ntags = []',
});

checkFix(lint, {
  'adds the tag': examples(lint),
});
