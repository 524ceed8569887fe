import { queryStrings } from '../../../analysis/parsed-query.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'leading-wildcard',
  severity: 'hint',
  off: true,
  summary: 'Leading wildcard',
  why: 'Elasticsearch cannot use the index of a keyword field and scans every value.',
  avoid: 'process where process.name : "*cat"',
  prefer: 'process where process.name : "cat"',

  check(analysis, report) {
    for (const { text, span } of queryStrings(analysis)) {
      if (!/^\*./.test(text)) continue;
      report({
        span: analysis.queryToDocument(span),
        message: `"${text}" starts with a wildcard, which makes the search slow.`,
      });
    }
  },
});
