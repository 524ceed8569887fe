import { checkFix, checkLint } from '../../../../test/helpers/check-lint.js';
import lint from './event-category.js';

checkLint(lint, {
  'a misspelt category': `
    proces where process.name == "sh"
    ^^^^^^ No event has "proces" in "event.category".`,
  'in a step': `
    sequence by host.id
      [process where true]
      [fiel where true]
       ^^^^ No event has "fiel" in "event.category".`,
  any: 'any where process.name == "sh"',
  'the field is another one': `
    type = "eql"
    language = "eql"
    event_category_override = "event.type"
    query = "info where true"`,
  'a list for another field is not known': `
    type = "eql"
    language = "eql"
    event_category_override = "event.action"
    query = "proces where true"`,
});

checkFix(lint, {
  'the nearest category': ['proces where true', 'process where true'],
});
