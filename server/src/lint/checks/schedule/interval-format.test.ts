import { avoided, checkFix, checkLint, examples } from '../../../../../test/helpers/check-lint.js';
import lint from './interval-format.js';

checkLint(lint, {
  'another form': avoided(lint, {
    '"5 min"': '"interval" must be a number from 1 with s, m, h or d, such as "5m", not "5 min".',
  }),
  'a leading zero': `
    interval = "05m"
               ^^^^^ "interval" must be a number from 1 with s, m, h or d, such as "5m", not "05m".`,
  'the right form': 'interval = "5m"',
});

checkFix(lint, {
  'the right form': examples(lint),
});
