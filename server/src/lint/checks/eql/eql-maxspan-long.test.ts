import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './eql-maxspan-long.js';

checkLint(lint, {
  'an hour': `
    sequence by host.id with maxspan=1h [process where true] [file where true]
                        ^^^^^^^^^^^^^^^ The sequence may last 1h; 5m are usual.`,
  'five minutes': 'sequence by host.id with maxspan=5m [process where true] [file where true]',
});
