import type { TextEdit } from '../text/edits.js';
import { countUpTo } from '../text/span.js';

/** An edited text that knows where its characters come from. */
export interface Rewritten {
  readonly text: string;
  /** Returns an offset in the original. An inserted character maps to where it was inserted. */
  toOriginal(offset: number): number;
}

/** Applies ordered, non-overlapping edits. */
export function rewrite(original: string, edits: readonly TextEdit[]): Rewritten {
  if (edits.length === 0) return { text: original, toOriginal: (offset) => offset };
  let text = '';
  let position = 0;
  /** The start of every unchanged run, in both texts. */
  const stretches: { to: number; from: number; length: number }[] = [];
  for (const { span, text: inserted } of edits) {
    stretches.push({ to: text.length, from: position, length: span.start - position });
    text += original.slice(position, span.start) + inserted;
    position = span.end;
  }
  stretches.push({ to: text.length, from: position, length: original.length - position });
  text += original.slice(position);
  return {
    text,
    toOriginal(offset) {
      const stretch = stretches[Math.max(0, countUpTo(stretches, offset, ({ to }) => to) - 1)]!;
      return stretch.from + Math.min(offset - stretch.to, stretch.length);
    },
  };
}

/** Inserts one more edit in order, and drops earlier edits inside its span. */
export function withEdit(edits: readonly TextEdit[], added: TextEdit): TextEdit[] {
  const kept = edits.filter(({ span }) => {
    const inside = span.start >= added.span.start && span.end <= added.span.end;
    return !(inside && added.span.end > added.span.start);
  });
  return [...kept, added].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}
