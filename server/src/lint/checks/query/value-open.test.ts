import { avoided, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './value-open.js';

checkLint(lint, {
  'unlike any expected value': avoided(lint, {
    '"solarisunix"': '"solarisunix" is not an expected value of "host.os.type".',
  }),
  'a misspelt value is for value-typo': 'process where host.os.type == "widows"',
  'a closed list': 'process where event.type == "launched"',
  'a value that vendors add': 'process where process.entry_leader.entry_meta.type == "unknown"',
});
