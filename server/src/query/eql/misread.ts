import type { Fix } from '../../text/problem.js';
import type { Span } from '../../text/span.js';
import type { SyntaxProblem } from '../syntax-problem.js';
import { type EqlError, type eqlErrors, eqlProblem } from './messages.js';
import { membershipOperators, patternOperators } from './operators.js';

/**
 * A mistake that the parser notices later, or as something else, and the offset up to which it explains the
 * problems.
 */
export interface Misread {
  readonly problem: SyntaxProblem;
  readonly end: number;
}

/** Creates a mistake at `span` that explains all problems up to `end`. */
export function misread<Kind extends EqlError>(
  kind: Kind,
  { span, end, fix }: { readonly span: Span; readonly end: number; readonly fix?: Fix },
  ...details: Parameters<(typeof eqlErrors)[Kind]>
): Misread {
  const { fix: usual, ...problem } = eqlProblem(kind, span, ...details);
  return { problem: { ...problem, ...(fix ? { fix } : {}) }, end };
}

/** Operators that can be followed by a list. */
export const listOperators: ReadonlySet<string> = new Set([...membershipOperators, ...patternOperators]);
