import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './window-absolute.js';

checkLint(lint, {
  'a fixed start': `
    from = "2026-01-01"
           ^^^^^^^^^^^^ "2026-01-01" is a fixed time: every run covers more time than the one before.`,
  'a fixed history': `
    type = "new_terms"
    [rule.new_terms]
    field = "new_terms_fields"
    value = ["host.id"]
    [[rule.new_terms.history_window_start]]
    field = "history_window_start"
    value = "2026-01-01T00:00:00Z"
            ^^^^^^^^^^^^^^^^^^^^^^ "2026-01-01T00:00:00Z" is a fixed time: the history that every run reads grows without limit.`,
  'a time that moves': 'from = "now-9m"',
});
