import type { Analysis } from '../../analysis/analysis.js';
import type { Span } from '../../text/span.js';
import { headings } from '../headings.js';
import { querySpans } from './query-nodes.js';

/** Lines that can be folded into the first; zero-based and inclusive. */
export interface Fold {
  readonly startLine: number;
  readonly endLine: number;
  readonly kind?: 'comment';
}

/**
 * Returns the folds of a rule: tables, multi-line values, parts of the query, sections of the guide,
 * comments.
 */
export function folds(analysis: Analysis): Fold[] {
  const { document, lines, text, rule } = analysis;
  const found = new Map<string, Fold>();
  const add = ({ start, end }: Span, kind?: 'comment'): void => {
    const startLine = lines.positionAt(start).line;
    let endLine = lines.positionAt(end).line;
    // Keep trailing empty lines visible.
    while (endLine > startLine && lines.lineText(endLine).trim() === '') endLine--;
    if (endLine > startLine)
      found.set(`${startLine}-${endLine}`, { startLine, endLine, ...(kind ? { kind } : {}) });
  };
  for (const { header, entry, value } of document.places()) {
    if (header) add(entry);
    else if (value) add(value);
  }
  for (const span of querySpans(analysis)) add(span);
  const note = document.stringAt(['rule', 'note']);
  if (note && typeof rule.table.note === 'string') {
    const all = headings(note.value);
    all.forEach((heading, index) => {
      const next = all.slice(index + 1).find(({ level }) => level <= heading.level);
      add(
        note.spanToDocument({
          start: heading.span.start,
          end: next ? next.span.start - 1 : note.value.length,
        }),
      );
    });
  }
  for (const match of text.matchAll(/^[ \t]*#.*(?:\r?\n[ \t]*#.*)+/gm)) {
    add({ start: match.index, end: match.index + match[0].length }, 'comment');
  }
  return [...found.values()].sort((a, b) => a.startLine - b.startLine || a.endLine - b.endLine);
}
