import { isInOneOf } from '../../../text/span.js';
import { defineLint } from '../../lint.js';
import { guideOf } from './guide.js';

export default defineLint({
  id: 'guide-placeholder',
  severity: 'information',
  summary: 'Placeholder in the text of the guide',
  why: 'Kibana replaces "{{field}}" only in the value of a provider and in an Osquery query.',
  avoid: 'note = "Ask {{user.name}} about it."',
  prefer: 'note = "Ask the user in `user.name` about it."',

  check(analysis, report) {
    const { document, rule, text } = analysis;
    if (!text.includes('{{')) return;
    for (const key of ['note', 'setup']) {
      const written = rule.table[key];
      if (typeof written !== 'string' || !written.includes('{{')) continue;
      const plugins =
        key === 'note'
          ? guideOf(analysis).plugins.flatMap(({ kind, span }) => (kind === 'inline' ? [span] : []))
          : [];
      const string = document.stringAt(['rule', key]);
      if (!string) continue;
      for (const match of written.matchAll(/\{\{[^{}]+\}\}/g)) {
        if (isInOneOf(plugins, match.index)) continue;
        report({
          span: string.spanToDocument({ start: match.index, end: match.index + match[0].length }),
          message: `Kibana shows "${match[0]}" unchanged: it replaces placeholders only in searches.`,
        });
      }
    }
  },
});
