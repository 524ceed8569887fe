import { fixInString } from '../../../analysis/string-fix.js';
import { defineLint } from '../../lint.js';
import { otherTitle } from './guide-title-helper.js';

export default defineLint({
  id: 'guide-title',
  severity: 'error',
  profile: 'elastic',
  scope: 'production',
  counterpart: 'test_all_rules.test_investigation_guide_uses_rule_name',
  summary: 'Investigation guide of another rule',
  why: 'The title of the guide should be the name of the rule. A different title means that the guide was copied or the rule renamed.',
  avoid: 'name = "Shell Started"\nnote = "### Investigating Shell Stopped"',
  prefer: 'name = "Shell Started"\nnote = "### Investigating Shell Started"',

  check(analysis, report) {
    const { rule, document } = analysis;
    const title = otherTitle(analysis);
    const string = title && !title.lacksPrefix ? document.stringAt(['rule', 'note']) : undefined;
    const name = rule.name?.trim();
    if (!title || !string || name === undefined) return;
    const fix = fixInString(string, {
      title: `Replace with "${name}"`,
      edits: [{ span: title.span, text: name }],
    });
    report({
      span: string.spanToDocument(title.span),
      message: `The guide is for "${title.text}", but the rule is called "${name}".`,
      ...(fix ? { fix } : {}),
    });
  },
});
