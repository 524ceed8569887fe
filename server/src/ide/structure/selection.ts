import type { Analysis } from '../../analysis/analysis.js';
import { append } from '../../text/append.js';
import { type Span, touches } from '../../text/span.js';
import { querySpans } from './query-nodes.js';

const word = /[\p{L}\p{N}_@.-]+/gu;

/**
 * Returns the selections around an offset, from the smallest to the whole file: a word, an operand, its
 * clause, the query, the value, the entry, the table. Each span contains the previous one and is larger.
 */
export function selectionRanges(analysis: Analysis, offset: number): Span[] {
  const { text, document, lines } = analysis;
  const candidates: Span[] = [{ start: 0, end: text.length }];
  const { line } = lines.positionAt(offset);
  for (const match of lines.lineText(line).matchAll(word)) {
    const start = lines.lineStart(line) + match.index;
    candidates.push({ start, end: start + match[0].length });
  }
  for (const place of document.places()) {
    for (const span of [place.key, place.value, place.header, place.entry]) if (span) candidates.push(span);
    const string = place.value && touches(place.value, offset) ? document.stringAt(place.path) : undefined;
    if (string) candidates.push(string.contentSpan);
  }
  append(candidates, querySpans(analysis));
  const around = candidates
    .filter((span) => span.end > span.start && touches(span, offset))
    .sort((a, b) => a.end - a.start - (b.end - b.start) || b.start - a.start);
  const chain: Span[] = [];
  for (const span of around) {
    const last = chain.at(-1);
    const grows =
      !last ||
      (span.start <= last.start && last.end <= span.end && span.end - span.start > last.end - last.start);
    if (grows) chain.push(span);
  }
  return chain;
}
