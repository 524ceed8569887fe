import { kqlClauses } from '../../../analysis/query-parts.js';
import { kqlLanguage } from '../../../query/kql/language.js';
import { defineLint } from '../../lint.js';

/** A question mark where one letter of a name may differ, as in `?:\Windows\*` or `cmd?.exe`. */
const likePattern = /^\?:|[\w-]\?[\w-]|\*.*\?|\?.*\*|\?\.\w+$/;

/** No drive is called "?", so even in quotes any drive is meant. */
const drivePattern = /^\?:\\/;

export default defineLint({
  id: 'kql-question-mark',
  severity: 'warning',
  language: kqlLanguage,
  summary: 'Question mark as a wildcard in KQL',
  why: 'In KQL only the star is a wildcard, so the value hardly ever matches.',
  avoid: `type = "query"
language = "kuery"
query = '''file.path: ?\\:\\\\Windows\\\\*'''`,
  prefer: `type = "query"
language = "kuery"
query = '''file.path: *\\:\\\\Windows\\\\*'''`,

  check(analysis, report) {
    const { catalogue, queryToDocument } = analysis;
    const kql = analysis.parsed(kqlLanguage);
    if (!kql?.text.includes('?')) return;
    for (const { node, field } of kqlClauses(analysis)) {
      const { text, span, quoted } = node.value;
      const pattern = quoted ? drivePattern : likePattern;
      if (field === undefined || !pattern.test(text) || isAddress(text)) continue;
      const type = catalogue.get(field)?.mapping.type;
      if (type === 'text' || type === 'match_only_text' || field.startsWith('url.')) continue;
      report({
        span: queryToDocument(span),
        message: `"?" is not a wildcard in KQL: it searches for the string "${text}".`,
        help: quoted
          ? 'Use "*", without quotes.'
          : 'Use "*", or put the value in double quotes if you mean a question mark.',
      });
    }
  },
});

/** In the path of a URL, a question mark starts the parameters. */
function isAddress(text: string): boolean {
  return /\/[^\\?]*\?/.test(text);
}
