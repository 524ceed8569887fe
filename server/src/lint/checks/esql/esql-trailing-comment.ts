import { esqlLanguage } from '../../../query/esql/language.js';
import { tokenizeEsql } from '../../../query/esql/lexer.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'esql-trailing-comment',
  severity: 'warning',
  language: esqlLanguage,
  summary: 'Comment at the end of an ES|QL query',
  why: 'Kibana adds "| limit" to the last line, where a comment swallows it: the rule then reads 1,000 rows, whatever "max_signals" says.',
  avoid: `type = "esql"
language = "esql"
query = 'from logs-* metadata _id | where process.name == "a" // shells'`,
  prefer: `type = "esql"
language = "esql"
query = 'from logs-* metadata _id | where process.name == "a"'`,

  check(analysis, report) {
    const { rule, queryToDocument } = analysis;
    const esql = analysis.parsed(esqlLanguage);
    // A comment in the last line is found by lexing, which takes half as long as parsing.
    if (!esql?.tree || !rule.query || !lastLineOf(esql.text).includes('//')) return;
    const comment = tokenizeEsql(esql.text).comments.at(-1);
    if (!comment?.image.startsWith('//') || comment.end < esql.text.trimEnd().length) return;
    report({
      span: queryToDocument(comment),
      message: 'The comment swallows the "| limit" that Kibana adds to the last line.',
      help: 'Put the comment on a line before.',
    });
  },
});

/** Returns the last non-empty line. */
function lastLineOf(text: string): string {
  const trimmed = text.trimEnd();
  return trimmed.slice(Math.max(trimmed.lastIndexOf('\n'), trimmed.lastIndexOf('\r')) + 1);
}
