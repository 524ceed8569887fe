import { version } from '../../../package.json';
import type { Problem, ProblemCode } from './problem.js';
import type { Span } from './span.js';

/** The code of problems that are a bug of this program; the command line ends with its own exit code for them. */
export const internalErrorCode = 'internal-error' satisfies ProblemCode;

/**
 * Returns a problem for an exception that nothing should have thrown, with what a report needs. `others` says what became of
 * everything else, which is done unless the exception ended the work.
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

/** The innermost calls, without the folders of this machine. */
function originOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const frames = [...stack.matchAll(/^ {4}at (?:(\S+) \()?.*?([^/\\()]+:\d+:\d+)\)?$/gm)];
  const calls = frames.slice(0, shownFrames).map(([, name, place]) => (name ? `${name} (${place})` : place));
  return calls.length === 0 ? '' : ` (in ${calls.join(', ')})`;
}

/** Returns what the work returns, or what `otherwise` makes of the problem that its exception is. */
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
