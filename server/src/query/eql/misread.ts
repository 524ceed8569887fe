import type { Fix, Problem } from '../../text/problem.js';
import type { Span } from '../../text/span.js';
import { membershipOperators, patternOperators } from './operators.js';

/** A mistake that the parser stumbles over later, or as something else, and up to where it explains what was found. */
export interface Misread extends Problem {
  readonly end: number;
}

/** A mistake at `span` that explains all that was found up to `end`. */
export function misread(span: Span, message: string, help: string, end: number, fix?: Fix): Misread {
  return { code: 'eql-syntax', severity: 'error', message, span, help, end, ...(fix ? { fix } : {}) };
}

/** Operators that a list can follow on. */
export const listOperators: ReadonlySet<string> = new Set([...membershipOperators, ...patternOperators]);
