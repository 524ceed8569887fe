import { isTable } from '../../toml/path.js';
import { defineLint } from '../lint.js';

export default defineLint({
  id: 'transform-index',
  severity: 'warning',
  summary: 'Placeholder in the guide without an entry in [transform]',
  why: 'Placeholders count from 0. One without an entry stays in the guide as plain text.',
  avoid: `[metadata]
[rule]
note = "Look at the process: $osquery_1"
[[transform.osquery]]
label = "Processes"
query = "SELECT * FROM processes"`,
  prefer: `[metadata]
[rule]
note = "Look at the process: $osquery_0"
[[transform.osquery]]
label = "Processes"
query = "SELECT * FROM processes"`,

  check({ rule, document }, report) {
    const { note } = rule.table;
    const transform = document.values.transform;
    if (typeof note !== 'string' || !isTable(transform)) return;
    for (const match of note.matchAll(/\$(osquery|investigate)_(\d+)/g)) {
      const [placeholder, plugin, index] = match as unknown as [string, string, string];
      const entries = transform[plugin];
      const count = Array.isArray(entries) ? entries.length : 0;
      if (Number(index) < count) continue;
      const string = document.stringAt(['rule', 'note']);
      if (!string) return;
      report({
        span: string.spanToDocument({ start: match.index, end: match.index + placeholder.length }),
        message: `"${placeholder}" has no entry: [transform] has ${count} for ${plugin}, counted from 0.`,
      });
    }
  },
});
