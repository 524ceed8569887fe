import { append } from './append.js';
import { applyEdits, type TextEdit } from './edits.js';
import type { Fix, Problem } from './problem.js';
import { countUpTo, type Span } from './span.js';

/** A problem with a fix. */
export type FixableProblem = Problem & { readonly fix: Fix };

/**
 * Returns the fixes that can be applied together automatically: the first at each position, each as a whole.
 * Fixes that touch an earlier one are left for the next run, and so are second insertions at one offset: each
 * was created without knowing about the other.
 */
export function fixesToApply(problems: readonly Problem[]): Fix[] {
  return fixableTogether(problems).map(({ fix }) => fix);
}

function fixableTogether(problems: readonly Problem[]): FixableProblem[] {
  const taken = new TakenSpans();
  return problems.filter((problem): problem is FixableProblem => {
    const { fix } = problem;
    if (!fix || fix.manual || !fix.edits.every(({ span }) => taken.isFree(span))) return false;
    for (const { span } of fix.edits) taken.add(span);
    return true;
  });
}

/** Returns the text with all applicable fixes applied, and the problems that they fix. */
export function applyFixes(
  text: string,
  problems: readonly Problem[],
): { readonly text: string; readonly fixed: readonly FixableProblem[] } {
  const edits: TextEdit[] = [];
  const fixed = fixableTogether(problems);
  for (const { fix } of fixed) append(edits, fix.edits);
  return { text: applyEdits(text, edits), fixed };
}

/** Non-overlapping spans in order: a file can have thousands of fixes. */
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
