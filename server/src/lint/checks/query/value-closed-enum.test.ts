import { avoided, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './value-closed-enum.js';

checkLint(lint, {
  'unlike any allowed value': avoided(lint, {
    '"launched"': '"event.type" cannot be "launched" in the Elastic Common Schema.',
  }),
  'a misspelt value is for value-typo': 'process where event.type == "strat"',
  'an open list': 'process where host.os.type == "plan9plan9"',
  'a field without a list': 'process where event.action == "launched"',
});
