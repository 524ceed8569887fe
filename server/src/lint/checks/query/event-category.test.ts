import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './event-category.js';

checkLint(lint, {
  'a misspelt category': `
    proces where process.name == "sh"
    ^^^^^^ "event.category" has no value "proces" in the Elastic Common Schema.`,
  'in a step': `
    sequence by host.id
      [process where true]
      [fiel where true]
       ^^^^ "event.category" has no value "fiel" in the Elastic Common Schema.`,
  "one of events of one's own": `
    index = ["myapp-*"]
    type = "eql"
    language = "eql"
    query = "order where true"
             ^^^^^ "event.category" has no value "order" in the Elastic Common Schema.`,
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
