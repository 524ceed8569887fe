import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './eql-sequence-key.js';

checkLint(lint, {
  'no key at all': `
    sequence [process where true] [file where true]
    ^^^^^^^^ The sequence has no "by", so its steps may be events of different hosts and users.`,
  'keys of steps': 'sequence [process where true] by user.id [file where true] by user.id',
  'keys of the whole': 'sequence by user.id [process where true] [file where true]',
});
