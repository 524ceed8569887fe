import type { Dsl } from './dsl.js';

/**
 * Returns a string with the operators of `query_string` escaped. Spaces are not: Kibana leaves them, so that each word is
 * searched for alone (docs/semantics/kql.md#field-and-value).
 */
export function escapeQueryString(text: string): string {
  return text.replace(/[+\-=&|><!(){}[\]^"~*?:\\/]/g, '\\$&');
}

/** Returns a string with the wildcards of a `wildcard` query and its escape character escaped. */
export function escapeWildcards(text: string): string {
  return text.replace(/[*?\\]/g, '\\$&');
}

/**
 * Returns the query for a query in Lucene's syntax, with what the detection engine adds: wildcards are analysed, and dates
 * are in UTC.
 */
export function luceneQuery(query: string): Dsl {
  if (query.trim() === '') return { match_all: {} };
  return { query_string: { query, analyze_wildcard: true, time_zone: 'Zulu' } };
}
