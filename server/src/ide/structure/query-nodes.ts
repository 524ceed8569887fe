import type { Analysis } from '../../analysis/analysis.js';
import type { Span } from '../../text/span.js';

/**
 * Returns the file spans of all nodes of the query: steps, clauses, operands, commands. The order is
 * unspecified.
 */
export function querySpans({ query, queryToDocument }: Analysis): Span[] {
  if (!query?.parsed.tree) return [];
  return query.language
    .spans(query.parsed.tree)
    .filter(({ start, end }) => end > start)
    .map((span) => queryToDocument(span));
}
