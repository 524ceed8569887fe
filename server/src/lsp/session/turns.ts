import type { Problem } from '../../text/problem.js';
import type { OpenDocument } from './documents.js';
import type { RuleProblems } from './rule-problems.js';

/** In UTF-16 units. Shorter texts are checked faster than a turn of other work takes. */
const largeText = 64 * 1024;
/** In milliseconds: too short to notice. */
const longestTurn = 10;

/** Returns whether a document is a rule whose checks take so long that other work must run in between. */
export function isLargeRule(document: OpenDocument): boolean {
  return document.text.length >= largeText && document.kind() === 'rule';
}

/**
 * Returns a rule's problems, computed in turns with other work, or undefined if they became unwanted
 * meanwhile.
 */
export async function ruleProblemsInTurns(
  document: OpenDocument,
  problems: RuleProblems,
  isUnwanted: () => boolean,
): Promise<readonly Problem[] | undefined> {
  return inTurns(problems.inSteps(document), isUnwanted);
}

/** Runs work in turns with other work. Returns undefined if it became unwanted meanwhile. */
export async function inTurns<Result>(
  steps: Iterator<unknown, Result>,
  isUnwanted: () => boolean,
): Promise<Result | undefined> {
  for (;;) {
    await new Promise((resolve) => setImmediate(resolve));
    const start = performance.now();
    do {
      if (isUnwanted()) return undefined;
      const step = steps.next();
      if (step.done) return step.value;
    } while (performance.now() - start < longestTurn);
  }
}
