import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './tag-duplicate.js';

checkLint(lint, {
  'the second one': `
    tags = ["A: a", "B: b", "A: a"]
                            ^^^^^^ Duplicate tag "A: a".`,
  'another letter case is another tag': 'tags = ["A: a", "A: A"]',
});

checkFix(lint, {
  'in the middle': ['tags = ["a", "a", "b"]', 'tags = ["a", "b"]'],
  'at the end': ['tags = ["a", "b", "a"]', 'tags = ["a", "b"]'],
  'on lines of their own': ['tags = [\n    "a",\n    "b",\n    "a",\n]', 'tags = [\n    "a",\n    "b",\n]'],
  'a comment stays, and so does the tag': [
    'tags = [\n    "a", # one\n    "a", # two\n    "b",\n]',
    'tags = [\n    "a", # one\n    "a", # two\n    "b",\n]',
  ],
});
