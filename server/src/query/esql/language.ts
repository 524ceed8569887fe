import { defineLanguage } from '../language.js';
import { splitEsql } from './split.js';
import type { EsqlQuery } from './syntax.js';

/** The Elasticsearch Query Language, read by its commands. */
export const esqlLanguage = defineLanguage<EsqlQuery>({
  name: 'ES|QL',
  syntaxCode: 'esql-syntax',
  lineComment: '//',
  parse: splitEsql,
  spans: ({ commands }) =>
    commands.flatMap(({ span, tokens }) => [span, ...tokens.map((token) => token.span)]),
});
