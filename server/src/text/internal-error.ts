import { version } from '../../../package.json';
import type { Problem, ProblemCode } from './problem.js';
import type { Span } from './span.js';

/**
 * The code of problems that are a bug in this program. The command line has a separate exit code for them.
 */
export const internalErrorCode = 'internal-error' satisfies ProblemCode;

/**
 * Returns a problem for an unexpected exception, with the details for a bug report. `others` says what
 * happened to the rest of the work, which is done unless the exception ended it.
 */
export function internalProblem(error: unknown, span: Span, others: 'done' | 'not done' = 'done'): Problem {
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: internalErrorCode,
    severity: 'error',
    span,
    message: `internal error: ${message}`,
    help: `This is a bug in Rulewright ${version}${others === 'done' ? ', and everything else was still done' : ', which ended the work'}. Please report it with this message and the file${originOf(error)}.`,
  };
}

const shownFrames = 3;

/** Returns the innermost calls, without the local folders. */
function originOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const frames = [...stack.matchAll(/^ {4}at (?:(\S+) \()?.*?([^/\\()]+:\d+:\d+)\)?$/gm)];
  const calls = frames.slice(0, shownFrames).map(([, name, place]) => (name ? `${name} (${place})` : place));
  return calls.length === 0 ? '' : ` (in ${calls.join(', ')})`;
}

/** Returns the result of the work, or, if it throws, the result of `otherwise` for the problem. */
export function isolated<Result>(
  work: () => Result,
  span: Span,
  otherwise: (problem: Problem) => Result,
): Result {
  try {
    return work();
  } catch (error) {
    return otherwise(internalProblem(error, span));
  }
}
