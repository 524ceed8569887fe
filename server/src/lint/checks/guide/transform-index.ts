import { isTable } from '../../../toml/path.js';
import { defineLint } from '../../lint.js';
import { entryCount, guideOf, guideWithSearch, usedEntries } from './guide.js';

export default defineLint({
  id: 'transform-index',
  severity: 'warning',
  counterpart: 'test_all_rules.test_plugin_placeholders_match_entries',
  judges: ['transform', 'note'],
  summary: 'Placeholder in the guide without an entry in [transform]',
  why: 'Placeholders are counted from 0. A placeholder without an entry stays in the guide as plain text.',
  avoid: guideWithSearch('Look at the process: $osquery_1'),
  prefer: guideWithSearch('Look at the process: $osquery_0'),

  check(analysis, report) {
    const { rule, document, checkout } = analysis;
    if (!isTable(document.values.transform)) return;
    const guide = guideOf(analysis);
    for (const plugin of guide.plugins) {
      if (plugin.kind !== 'reference') continue;
      const { name, index, span } = plugin;
      const count = entryCount(analysis, name);
      if (index < count) continue;
      const string = document.stringAt(['rule', 'note']);
      if (!string) return;
      // Tests of detection-rules count placeholders, whatever their numbers.
      const refused =
        checkout !== undefined && rule.maturity === 'production' && usedEntries(guide, name).size !== count;
      report({
        span: string.spanToDocument(span),
        message: `"$${name}_${index}" has no entry: [transform] has ${count} for ${name}, counted from 0.`,
        ...(refused ? { severity: 'error' } : {}),
      });
    }
  },
});
