import { defineLint } from '../../lint.js';
import { guideOf } from './guide.js';

export default defineLint({
  id: 'placeholder-no-transform',
  severity: 'warning',
  elasticSeverity: 'error',
  scope: 'production',
  counterpart: 'test_all_rules.test_plugin_placeholders_match_entries',
  judges: ['transform', 'note'],
  summary: 'Placeholder in the guide of a rule without [transform]',
  why: 'The placeholder stays in the guide as plain text.',
  avoid: `[metadata]
maturity = "production"
[rule]
note = "Look at the process: $investigate_0"`,
  prefer: `[metadata]
maturity = "production"
[rule]
note = "Look at the process: $investigate_0"
[[transform.investigate]]
label = "Process"
providers = []`,

  check(analysis, report) {
    const { document } = analysis;
    if (document.values.transform !== undefined || document.problems.length > 0) return;
    for (const { kind, name, span } of guideOf(analysis).plugins) {
      const string = kind === 'reference' ? document.stringAt(['rule', 'note']) : undefined;
      if (!string) continue;
      report({
        span: string.spanToDocument(span),
        message: `The file has no [[transform.${name}]] for this placeholder.`,
        help:
          name === 'osquery'
            ? 'Write [[transform.osquery]] with "label" and "query".'
            : 'Write [[transform.investigate]] with "label" and "providers".',
      });
    }
  },
});
