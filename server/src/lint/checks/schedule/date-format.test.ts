import { avoided, checkFix, checkLint, examples } from '../../../../../test/helpers/check-lint.js';
import lint from './date-format.js';

checkLint(lint, {
  'another form': avoided(lint, {
    '"2026-01-05"': '"creation_date" must be a date such as "2026/01/31", not "2026-01-05".',
  }),
  'the right form': 'creation_date = "2026/01/05"',
  'a day that does not exist': `
    creation_date = "2026/02/30"
                    ^^^^^^^^^^^^ "creation_date" is 2026/02/30, a day that does not exist.`,
});

checkFix(lint, {
  'the right form': examples(lint),
});
