import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './event-type-vs-category.js';

checkLint(lint, {
  'a type of another category': `
    file where event.type in ("creation", "connection")
                                          ^^^^^^^^^^^^ Events of category "file" are not expected to have the type "connection".`,
  'a type that vendors write': 'process where event.type == "process_started"',
  'any category': 'any where event.type == "connection"',
});
