import { avoided, checkFix, checkLint, examples } from '../../../../../test/helpers/check-lint.js';
import lint from './type-mismatch.js';

checkLint(lint, {
  'a number in quotes': avoided(lint, { '"47"': '"risk_score" must be a whole number, not a string.' }),
  'a text instead of a list': `
    tags = "OS: Linux"
           ^^^^^^^^^^^ "tags" must be a list of strings, not a string.`,
  'one element': `
    tags = ["OS: Linux", 7]
                         ^ "tags" must be a list of strings, not a list with a number.`,
  'a date that is not in quotes': `
    creation_date = 2026-01-05
                    ^^^^^^^^^^ "creation_date" must be a string in quotes, not a TOML date.`,
  'a list with one text is fine where either is': 'integration = "endpoint"',
});

checkFix(lint, {
  'quotes are taken away': examples(lint),
  'brackets are put around': ['tags = "OS: Linux"', 'tags = ["OS: Linux"]'],
  'a date is written as text': ['creation_date = 2026-01-05', 'creation_date = "2026/01/05"'],
});
