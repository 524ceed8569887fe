import { fixInString } from '../../../analysis/string-fix.js';
import { defineLint } from '../../lint.js';
import { deprecatedPrefix, otherTitle } from '../guide/guide-title-helper.js';

export default defineLint({
  id: 'deprecation-two-step',
  severity: 'information',
  elasticSeverity: 'error',
  scope: 'production',
  counterpart: 'test_all_rules.test_investigation_guide_uses_rule_name',
  summary: 'Deprecation in the name but not in the guide',
  why: 'A deprecated rule is shipped once more with "Deprecated - " before its name, so that its users notice. The title of its guide must be the same.',
  avoid: 'name = "Deprecated - Shell Started"\nnote = "### Investigating Shell Started"',
  prefer: 'name = "Deprecated - Shell Started"\nnote = "### Investigating Deprecated - Shell Started"',

  check(analysis, report) {
    if (!analysis.rule.name?.startsWith(deprecatedPrefix)) return;
    const title = otherTitle(analysis);
    const string = title?.lacksPrefix ? analysis.document.stringAt(['rule', 'note']) : undefined;
    if (!title || !string) return;
    const at = { start: title.span.start, end: title.span.start };
    const fix = fixInString(string, {
      title: `Add "${deprecatedPrefix}"`,
      edits: [{ span: at, text: deprecatedPrefix }],
    });
    report({
      span: string.spanToDocument(title.span),
      message: `The rule name starts with "${deprecatedPrefix}", but the title of the guide does not.`,
      ...(fix ? { fix } : {}),
    });
  },
});
