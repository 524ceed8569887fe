import { esqlLanguage } from '../../../query/esql/language.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'esql-trailing-comment',
  severity: 'warning',
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
    if (!esql?.tree || !rule.query) return;
    const text = esql.text.trimEnd();
    const lastLine = text.slice(text.lastIndexOf('\n') + 1);
    // Strings are taken out, since an address in one has two slashes.
    const code = lastLine.replace(/"(?:\\.|[^"\\])*"/g, (string) => ' '.repeat(string.length));
    const at = code.indexOf('//');
    if (at < 0) return;
    const start = text.length - lastLine.length + at;
    report({
      span: queryToDocument({ start, end: text.length }),
      message: 'The comment swallows the "| limit" that Kibana adds to the last line.',
      help: 'Put the comment on a line before.',
    });
  },
});
