import { valueSpan } from '../../../rule/schema-check/place.js';
import { encodeString } from '../../../toml/encode.js';
import { defineLint } from '../../lint.js';

const literal = /^[ \t]*query[ \t]*=[ \t]*'''\r?\n/m;

export default defineLint({
  id: 'fmt-query-literal',
  severity: 'hint',
  off: true,
  summary: "Query without ''' on separate lines",
  why: "Between ''' nothing has to be escaped, so the query reads as it does in Kibana.",
  avoid: 'query = "process where process.name == \\"sh\\""',
  prefer: `query = '''
process where process.name == "sh"
'''`,

  check({ rule, document, text }, report) {
    const { query } = rule;
    if (!query || literal.test(text)) return;
    const string = query.string();
    const lineBreak = document.text.includes('\r\n') ? '\r\n' : '\n';
    const content = encodeString(query.text.trim(), 'multiline-literal');
    report({
      span: valueSpan(document, query.path),
      message: "The ''' around the query are not on separate lines.",
      ...(string && content !== undefined
        ? {
            fix: {
              title: "Write the query between '''",
              edits: [{ span: string.span, text: `'''${lineBreak}${content}${lineBreak}'''` }],
            },
          }
        : {}),
    });
  },
});
