import { checkFix, checkLint, examples } from '../../../../../test/helpers/check-lint.js';
import lint from './tag-bbr.js';

checkLint(lint, {
  'no tag': `
    building_block_type = "default"
    tags = []
    ^^^^ The tag "Rule Type: BBR" is missing: the rule is a building block.`,
  'another rule': 'tags = []',
});

checkFix(lint, {
  'adds the tag': examples(lint),
});
