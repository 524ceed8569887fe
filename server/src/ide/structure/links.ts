import type { Analysis } from '../../analysis/analysis.js';
import type { Span } from '../../text/span.js';

/** An address in a rule that can be opened. */
export interface DocumentLink {
  readonly span: Span;
  readonly target: string;
}

const address = /https?:\/\/[^\s"'<>()[\]{}|\\^`]+/g;

/** Returns the addresses in a rule's values, except those in the query, which are values to match. */
export function links({ text, document, rule }: Analysis): DocumentLink[] {
  if (!text.includes('://')) return [];
  const query = rule.query?.string()?.span;
  const found: DocumentLink[] = [];
  for (const match of text.matchAll(address)) {
    const target = match[0].replace(/[.,;:!?*_]+$/, '');
    const span = { start: match.index, end: match.index + target.length };
    if (query && query.start <= span.start && span.end <= query.end) continue;
    if (document.pathAt(span.start).part !== 'value') continue;
    found.push({ span, target });
  }
  return found;
}
