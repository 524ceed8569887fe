import type { Dsl } from './dsl.js';

/**
 * Escapes the operators of `query_string` in a string. Spaces are not escaped: Kibana does not either, so
 * each word is searched separately (docs/semantics/kql.md#field-and-value).
 */
export function escapeQueryString(text: string): string {
  return text.replace(/[+\-=&|><!(){}[\]^"~*?:\\/]/g, '\\$&');
}

/** Escapes the wildcards of a `wildcard` query and its escape character in a string. */
export function escapeWildcards(text: string): string {
  return text.replace(/[*?\\]/g, '\\$&');
}

/**
 * Returns the query for a Lucene query string, with the detection engine's settings: wildcards are analysed,
 * and dates are in UTC.
 */
export function luceneQuery(query: string): Dsl {
  if (query.trim() === '') return { match_all: {} };
  return { query_string: { query, analyze_wildcard: true, time_zone: 'Zulu' } };
}
