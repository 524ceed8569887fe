import { avoided, checkFix, checkLint, examples } from '../../../../../test/helpers/check-lint.js';
import lint from './from-format.js';

checkLint(lint, {
  'another form': avoided(lint, { '"9m"': '"from" must be a time such as "now-9m", not "9m".' }),
  'the right form': 'from = "now-9m"',
  'rounded times': 'from = "now-1d/d"',
});

checkFix(lint, {
  'the right form': examples(lint),
});
