import { pluginNames } from '../../../rule/guide-text.js';
import { tableSpan } from '../../../rule/schema-check/place.js';
import { isTable } from '../../../toml/path.js';
import { defineLint } from '../../lint.js';
import { isAbsent } from '../shared/absent.js';

export default defineLint({
  id: 'transform-no-note',
  severity: 'error',
  profile: 'elastic',
  scope: 'production',
  counterpart: 'test_all_rules.test_plugin_placeholders_match_entries',
  judges: ['transform', 'note'],
  summary: '[transform] in a rule without a guide',
  why: 'The searches are buttons in the investigation guide, so without a guide nobody ever sees them.',
  avoid: `[metadata]
maturity = "production"
[rule]
[[transform.osquery]]
label = "Processes"
query = "SELECT * FROM processes"`,
  prefer: `[metadata]
maturity = "production"
[rule]
note = "$osquery_0"
[[transform.osquery]]
label = "Processes"
query = "SELECT * FROM processes"`,

  check(analysis, report) {
    const { document } = analysis;
    const { transform } = document.values;
    if (!isTable(transform) || !isAbsent(analysis, 'rule', 'note')) return;
    const name = pluginNames.find((candidate) => Array.isArray(transform[candidate]));
    report({
      span: tableSpan(document, name ? ['transform', name, 0] : ['transform']),
      message: 'The rule has no "note", so nobody ever sees the searches in [transform].',
    });
  },
});
