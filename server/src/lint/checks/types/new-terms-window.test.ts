import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './new-terms-window.js';

const rule = (window: string, marker = ''): string => `
    type = "new_terms"
    [rule.new_terms]
    field = "new_terms_fields"
    value = ["host.id"]
    [[rule.new_terms.history_window_start]]
    field = "history_window_start"
    value = "${window}"${marker}`;

checkLint(lint, {
  'a month': rule('now-5w', '\n            ^^^^^^^^ Each run reads 35 days of history, which is expensive.'),
  hours: rule(
    'now-24h',
    '\n            ^^^^^^^^^ The history window is shorter than a day, so daily events are always new.',
  ),
  'a fortnight': rule('now-14d'),
});
