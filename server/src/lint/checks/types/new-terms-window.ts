import { valueSpan } from '../../../rule/schema-check/place.js';
import { isTable, valueAt } from '../../../toml/path.js';
import { defineLint } from '../../lint.js';

const longest = 30;

export default defineLint({
  id: 'new-terms-window',
  severity: 'hint',
  off: true,
  summary: 'Very long or very short history window',
  why: 'Each run reads the whole window, so a month is expensive. In a window of hours, daily events are always new.',
  avoid: `type = "new_terms"
language = "kuery"
query = "a: b"

[rule.new_terms]
field = "new_terms_fields"
value = ["host.id"]
[[rule.new_terms.history_window_start]]
field = "history_window_start"
value = "now-90d"`,
  prefer: `type = "new_terms"
language = "kuery"
query = "a: b"

[rule.new_terms]
field = "new_terms_fields"
value = ["host.id"]
[[rule.new_terms.history_window_start]]
field = "history_window_start"
value = "now-10d"`,

  check({ rule, document }, report) {
    const { new_terms: terms } = rule.table;
    if (rule.type !== 'new_terms' || !isTable(terms)) return;
    const path = ['history_window_start', 0, 'value'];
    const value = valueAt(terms, path);
    const match = typeof value === 'string' ? /^now-(\d+)([smhdwM])$/.exec(value) : null;
    if (!match) return;
    const isShort = 'smh'.includes(match[2]!);
    const days = Number(match[1]) * ({ d: 1, w: 7, M: 30 }[match[2]!] ?? 0);
    if (!isShort && days < longest) return;
    report({
      span: valueSpan(document, ['rule', 'new_terms', ...path]),
      message: isShort
        ? 'The history window is shorter than a day, so daily events are always new.'
        : `Each run reads ${days} days of history, which is expensive.`,
      help: 'Five to ten days are usual.',
    });
  },
});
