import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './lookback-endpoint.js';

checkLint(lint, {
  'no "from"': `
    index = ["winlogbeat-*", "logs-endpoint.events.*"]
                             ^^^^^^^^^^^^^^^^^^^^^^^^ A rule that reads "logs-endpoint.events.*" needs "from": endpoints send events with a delay.`,
  'another pattern': 'index = ["logs-endpoint.events.file-*"]',
});

checkFix(lint, {
  'the key is added': [
    'description = """\na\n"""\nindex = ["logs-endpoint.events.*"]',
    'description = """\na\n"""\nfrom = "now-9m"\nindex = ["logs-endpoint.events.*"]',
  ],
});
