import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './leading-wildcard.js';

checkLint(lint, {
  'at the beginning': `
    process where process.name : "*a"
                                 ^^^^ "*a" starts with a wildcard, which makes the search slow.`,
  'alone, or elsewhere': 'process where process.name : ("*", "a*b*")',
});
