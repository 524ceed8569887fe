import type { Analysis } from '../analysis/analysis.js';
import { queryParts, queryStrings } from '../analysis/parsed-query.js';
import type { Span } from '../text/span.js';
import { escapeHtml } from './html.js';

/** Reserved words of the languages, in any letter case. */
const keywords =
  /\b(?:and|or|not|where|sequence|by|with|maxspan|runs|until|sample|any|in|like|rlike|regex|true|false|null|from|metadata|stats|eval|keep|drop|sort|limit|dissect|grok|rename|asc|desc|is|as|on|inline|enrich|lookup|join|mv_expand)\b/gi;
const numbers = /(?<![\w.])\d+(?:\.\d+)?[smhd]?\b/g;
const comments = /\/\/[^\n]*|\/\*[\s\S]*?\*\//g;

/** Length limit of a highlighted query. */
const longest = 50_000;

/**
 * Returns a rule's query as HTML, with classes for comments, strings, fields, keywords and numbers. The text
 * is unchanged.
 */
export function highlightedQuery(analysis: Analysis): string {
  const text = analysis.rule.query?.text ?? '';
  if (text.length > longest) return escapeHtml(text);
  const of = (kind: string, spans: readonly Span[]) => spans.map(({ start, end }) => ({ kind, start, end }));
  const strings = queryStrings(analysis).map(({ span }) => span);
  const fields = queryParts(analysis).flatMap((part) => part.fields.map(({ span }) => span));
  const all = [
    ...of('comment', analysis.rule.language === 'kuery' ? [] : commentsBetween(strings, text)),
    ...of('string', strings),
    ...of('field', fields),
    ...of('keyword', spansOf(keywords, text)),
    ...of('number', spansOf(numbers, text)),
  ].sort((a, b) => a.start - b.start);
  let html = '';
  let at = 0;
  for (const { start, end, kind } of all) {
    // Text within a string or a comment belongs to it.
    if (start < at || end <= start) continue;
    html += `${escapeHtml(text.slice(at, start))}<span class="${kind}">${escapeHtml(text.slice(start, end))}</span>`;
    at = end;
  }
  return html + escapeHtml(text.slice(at));
}

/** Returns the comments outside strings. */
function commentsBetween(strings: readonly Span[], text: string): readonly Span[] {
  const starts = [0, ...strings.map(({ end }) => end)];
  return starts.flatMap((start, index) =>
    spansOf(comments, text.slice(start, strings[index]?.start)).map((span) => ({
      start: span.start + start,
      end: span.end + start,
    })),
  );
}

function spansOf(pattern: RegExp, text: string): readonly Span[] {
  return [...text.matchAll(pattern)].map(({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
  }));
}
