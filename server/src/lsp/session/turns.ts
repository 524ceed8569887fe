import type { Problem } from '../../text/problem.js';
import type { OpenDocument } from './documents.js';
import type { RuleProblems } from './rule-problems.js';

/** In UTF-16 units. Shorter texts are checked sooner than a turn of other work takes. */
const largeText = 64 * 1024;
/** In milliseconds: too short to notice. */
const longestTurn = 10;

/** Whether a document is a rule that takes so long to check that other work has to be done in between. */
export function isLargeRule(document: OpenDocument): boolean {
  return document.text.length >= largeText && document.kind() === 'rule';
}

/** Returns the problems of a rule, found in turns with other work; undefined when they became unwanted meanwhile. */
export async function ruleProblemsInTurns(
  document: OpenDocument,
  problems: RuleProblems,
  isUnwanted: () => boolean,
): Promise<readonly Problem[] | undefined> {
  return inTurns(problems.inSteps(document), isUnwanted);
}

/** Does work in turns with other work; undefined when it became unwanted meanwhile. */
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
