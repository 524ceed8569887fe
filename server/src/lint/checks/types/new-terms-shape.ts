import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'new-terms-shape',
  severity: 'error',
  refusedBy: 'Kibana',
  summary: 'Invalid new terms settings',
  why: 'A new terms rule has one to three fields and one history window.',
  avoid: `type = "new_terms"
language = "kuery"
query = "a: b"

[rule.new_terms]
field = "new_terms_fields"
value = []
[[rule.new_terms.history_window_start]]
field = "history_window_start"
value = "now-7d"`,
  prefer: `type = "new_terms"
language = "kuery"
query = "a: b"

[rule.new_terms]
field = "new_terms_fields"
value = ["host.id"]
[[rule.new_terms.history_window_start]]
field = "history_window_start"
value = "now-7d"`,
  forwards: 'schema',
});
