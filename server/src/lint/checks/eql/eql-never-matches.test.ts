import { avoided, checkFix, checkLint, examples } from '../../../../../test/helpers/check-lint.js';
import lint from './eql-never-matches.js';

checkLint(lint, {
  'a number and a text': avoided(lint, {
    'length(process.name) == "4"':
      '[length(process.name)] is [number] and ["4"] is [keyword]: they are never equal',
  }),
  'values of one type': 'process where length(process.name) == 4',
  'a constant that is parsed by the type of the field': 'process where process.pid == "4"',
});

checkFix(lint, {
  'a number in quotes': examples(lint),
  'on the left': ['process where "4" == length(process.name)', 'process where 4 == length(process.name)'],
  'a boolean in quotes': [
    'process where startsWith(process.name, "a") != "true"',
    'process where startsWith(process.name, "a") != true',
  ],
  'a text that is no number': [
    'process where length(process.name) == "a"',
    'process where length(process.name) == "a"',
  ],
});
