import type { Analysis } from '../../analysis/analysis.js';
import type { Span } from '../../text/span.js';

/** The spans of all parts of the query, in the file: steps, clauses, operands, commands. In no certain order. */
export function querySpans({ query, queryToDocument }: Analysis): Span[] {
  if (!query?.parsed.tree) return [];
  return query.language
    .spans(query.parsed.tree)
    .filter(({ start, end }) => end > start)
    .map((span) => queryToDocument(span));
}
