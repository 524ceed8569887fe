import type { FunctionRow } from './row.js';

/** Functions of ES|QL for full-text search (spec/ESQL.md sections 6, 7 and appendix A). */
export const searchFunctions: readonly FunctionRow[] = [
  { name: 'match', takes: 'b U s m p v, b U k m p v!, [{}]', gives: 'boolean', parameters: 'field, query, options', kind: 'full-text', lists: 'aware', since: '8.17', summary: 'Whether a field matches a text, after analysis; any value of a list counts.' },
  { name: 'match_phrase', takes: 's, k!, [{}]', gives: 'boolean', parameters: 'field, query, options', kind: 'full-text', lists: 'aware', since: '8.19', summary: 'Whether a field contains words in this order.' },
  { name: 'kql', takes: 's!, [{}]', gives: 'boolean', parameters: 'query, options', kind: 'full-text', lists: 'aware', since: '8.18', summary: 'Whether the document matches a query in KQL.' },
  { name: 'qstr', takes: 's!, [{}]', gives: 'boolean', parameters: 'query, options', kind: 'full-text', lists: 'aware', since: '8.17', summary: 'Whether the document matches a query in the syntax of Lucene.' },
  { name: 'knn', takes: 'x, x, [{}]', gives: 'boolean', parameters: 'field, query, options', kind: 'full-text', lists: 'aware', since: '9.2', summary: 'Whether a vector is among the nearest.' },
  { name: 'score', takes: 'b', gives: 'double', parameters: 'condition', since: '9.2', summary: 'Returns the score of a search.' },
];
