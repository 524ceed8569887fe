import { kqlLanguage } from '../../../query/kql/language.js';
import { tokenizeKql } from '../../../query/kql/tokens.js';
import { tokenSpan } from '../../../query/token.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'kql-keyword-case',
  severity: 'error',
  language: kqlLanguage,
  profile: 'elastic',
  counterpart: 'kql.parser.assert_lower_token',
  summary: 'AND, OR or NOT in upper case in a KQL query',
  why: 'Kibana accepts them, but detection-rules refuses the rule unless normalize_kql_keywords is on.',
  avoid: `type = "query"
language = "kuery"
query = 'process.name: a AND process.pid: 4'`,
  prefer: `type = "query"
language = "kuery"
query = 'process.name: a and process.pid: 4'`,

  check(analysis, report) {
    const { checkout, queryToDocument, queryFix } = analysis;
    const kql = analysis.parsed(kqlLanguage);
    // Most queries have none. Those that do are lexed again.
    if (!kql?.tree || checkout?.settings.normalizeKqlKeywords || !mayHoldUpperCase(kql.text)) return;
    for (const token of tokenizeKql(kql.text).tokens) {
      if (token.kind !== 'and' && token.kind !== 'or' && token.kind !== 'not') continue;
      const word = token.image.trim();
      if (word === word.toLowerCase()) continue;
      const span = tokenSpan(token);
      const fix = queryFix({
        title: `Write "${word.toLowerCase()}"`,
        edits: [{ span, text: word.toLowerCase() }],
      });
      report({
        span: queryToDocument(span),
        message: `detection-rules accepts only lower-case keywords, not "${word}".`,
        ...(fix ? { fix } : {}),
      });
    }
  },
});

function mayHoldUpperCase(query: string): boolean {
  return query.match(/\b(?:and|or|not)\b/gi)?.some((word) => word !== word.toLowerCase()) === true;
}
