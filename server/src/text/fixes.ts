import { append } from './append.js';
import { applyEdits, type TextEdit } from './edits.js';
import type { Fix, Problem } from './problem.js';
import { countUpTo, type Span } from './span.js';

/**
 * Returns the fixes that can be applied together without a person: the first of each place, each as a whole. Fixes that
 * touch an earlier one are left for the next run, and so are second insertions at one offset: each was written without
 * knowing of the other.
 */
export function fixesToApply(problems: readonly Problem[]): Fix[] {
  const taken = new TakenSpans();
  return problems.flatMap(({ fix }) => {
    if (!fix || fix.manual || !fix.edits.every(({ span }) => taken.isFree(span))) return [];
    for (const { span } of fix.edits) taken.add(span);
    return [fix];
  });
}

/** The text with all fixes applied that can be. */
export function applyFixes(
  text: string,
  problems: readonly Problem[],
): { readonly text: string; readonly applied: number } {
  const edits: TextEdit[] = [];
  const fixes = fixesToApply(problems);
  for (const fix of fixes) append(edits, fix.edits);
  return { text: applyEdits(text, edits), applied: fixes.length };
}

/** Spans that do not overlap, in order: a file can have thousands of fixes. */
class TakenSpans {
  private readonly spans: Span[] = [];

  isFree({ start, end }: Span): boolean {
    const index = this.firstEndingBehind(start);
    const next = this.spans[index];
    const previous = this.spans[index - 1];
    const repeatsInsertion = start === end && previous?.start === start && previous.end === end;
    return !repeatsInsertion && (!next || end <= next.start);
  }

  add(span: Span): void {
    this.spans.splice(this.firstEndingBehind(span.start), 0, span);
  }

  private firstEndingBehind(offset: number): number {
    return countUpTo(this.spans, offset, ({ end }) => end);
  }
}
