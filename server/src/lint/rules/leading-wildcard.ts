import { defineLint } from '../lint.js';
import { queryTexts } from '../query-texts.js';

export default defineLint({
  id: 'leading-wildcard',
  severity: 'hint',
  off: true,
  summary: 'Value that starts with a wildcard',
  why: 'Elasticsearch cannot use the index of a keyword field for it and looks at every value.',
  avoid: 'process where process.name : "*cat"',
  prefer: 'process where process.name : "cat"',

  check(analysis, report) {
    for (const { text, span } of queryTexts(analysis)) {
      if (!/^\*./.test(text)) continue;
      report({
        span: analysis.queryToDocument(span),
        message: `"${text}" starts with a wildcard, which makes the search slow.`,
      });
    }
  },
});
