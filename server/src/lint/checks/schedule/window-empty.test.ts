import { avoided, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './window-empty.js';

checkLint(lint, {
  'the end before the start': avoided(lint, {
    '"now-1h"': '"to" is not later than "from", which is "now-5m", so no run finds anything.',
  }),
  'the same time': `
    to = "now-6m"
         ^^^^^^^^ "to" is not later than "from", which is "now-6m", so no run finds anything.`,
  'a window': 'from = "now-1h"\nto = "now-5m"',
});
