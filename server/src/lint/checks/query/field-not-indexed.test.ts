import { checkLint, esql, kuery } from '../../../../../test/helpers/check-lint.js';
import lint from './field-not-indexed.js';

checkLint(lint, {
  'in a query in KQL': kuery(`
    event.category: process and event.original: (a or *b*) and not event.original: c
                                ^^^^^^^^^^^^^^ "event.original" is not indexed: a query on it finds nothing, or fails.
                                                                   ^^^^^^^^^^^^^^ "event.original" is not indexed: a query on it finds nothing, or fails.`),
  'in a query in EQL': `
    type = "eql"
    language = "eql"
    query = "network where tls.server.x509.public_key_exponent == 3"
                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "tls.server.x509.public_key_exponent" is not indexed: a query on it finds nothing, or fails.`,
  'ES|QL reads it from the document': esql('from logs-* | where event.original like "*a*"'),
  'a pattern of names finds others': kuery('event.*: a and user_agent.original: b'),
  'events cannot be counted by it': `
    type = "threshold"
    language = "kuery"
    query = "event.category: process"
    threshold = {field = ["host.id", "event.original"], value = 5}
                                     ^^^^^^^^^^^^^^^^ "event.original" is not indexed: events cannot be grouped by it.`,
  'nor is it ever new': `
    type = "new_terms"
    language = "kuery"
    query = "event.category: process"
    new_terms = {field = "new_terms_fields", value = ["event.original"], history_window_start = [{field = "history_window_start", value = "now-7d"}]}
                                                      ^^^^^^^^^^^^^^^^ "event.original" is not indexed: events cannot be grouped by it.`,
});
