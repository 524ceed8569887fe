import { append } from './append.js';
import { applyEdits, type TextEdit } from './edits.js';
import type { Problem } from './problem.js';
import type { Span } from './span.js';

/** The text with the first fix of each place applied; fixes that touch an applied one are left for the next run. */
export function applyFixes(
  text: string,
  problems: readonly Problem[],
): { readonly text: string; readonly applied: number } {
  const taken: Span[] = [];
  const edits: TextEdit[] = [];
  let applied = 0;
  for (const { fix } of problems) {
    if (!fix) continue;
    const free = fix.edits.every((edit) =>
      taken.every((span) => edit.span.end <= span.start || span.end <= edit.span.start),
    );
    if (!free) continue;
    append(
      taken,
      fix.edits.map((edit) => edit.span),
    );
    append(edits, fix.edits);
    applied++;
  }
  return { text: applyEdits(text, edits), applied };
}
