import { defineLanguage } from '../language.js';
import { checkLucene } from './check.js';
import { parseLucene } from './parse.js';
import type { LuceneQuery } from './syntax.js';

/** Lucene's classic syntax. Its tree has no positions below the clauses. */
export const luceneLanguage = defineLanguage<LuceneQuery>({
  name: 'Lucene',
  syntaxCode: 'lucene-syntax',
  parse: parseLucene,
  check: (_, tree, context) => checkLucene(tree, context),
  spans: () => [],
});
