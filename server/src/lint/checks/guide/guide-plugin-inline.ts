import { defineLint } from '../../lint.js';
import { guideOf } from './guide.js';
import { moveInlinePlugins } from './inline-plugins.js';

export default defineLint({
  id: 'guide-plugin-inline',
  severity: 'error',
  profile: 'elastic',
  scope: 'production',
  counterpart: 'test_all_rules.test_if_plugins_explicitly_defined',
  summary: 'Inline plugin in the guide',
  why: 'In [transform], each part of the plugin is checked, and the guide stays readable.',
  avoid: `[metadata]
maturity = "production"
[rule]
note = '''
!{osquery{"label":"Processes","query":"SELECT * FROM processes"}}
'''
`,
  prefer: `[metadata]
maturity = "production"
[rule]
note = '''
$osquery_0
'''

[[transform.osquery]]
label = "Processes"
query = "SELECT * FROM processes"
`,

  check(analysis, report) {
    const inline = guideOf(analysis).plugins.filter(({ kind }) => kind === 'inline');
    const string = inline.length === 0 ? undefined : analysis.document.stringAt(['rule', 'note']);
    if (!string) return;
    // One fix moves all of them, since their numbers depend on each other.
    const fix = moveInlinePlugins(analysis);
    for (const [index, { name, span }] of inline.entries()) {
      report({
        span: string.spanToDocument({ start: span.start, end: span.start + `!{${name}`.length }),
        message: `The plugin "${name}" is inline in the guide.`,
        help: `Move it to [[transform.${name}]], and write "$${name}_" and its number in the guide.`,
        ...(fix && index === 0 ? { fix } : {}),
      });
    }
  },
});
