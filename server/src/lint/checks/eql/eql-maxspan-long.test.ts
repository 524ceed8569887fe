import { avoided, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './eql-maxspan-long.js';

checkLint(lint, {
  'an hour': avoided(lint, { 'with maxspan=1h': 'The sequence may last 1h; usually it is at most 5m.' }),
  'five minutes': 'sequence by host.id with maxspan=5m [process where true] [file where true]',
});
