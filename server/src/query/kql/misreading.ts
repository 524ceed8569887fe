import type { Fix } from '../../text/problem.js';
import type { Span } from '../../text/span.js';

/** A mistake that shows elsewhere than where it was made, or as something else. */
export interface Misreading {
  readonly span: Span;
  readonly message: string;
  readonly help?: string;
  readonly fix?: Fix;
  /** The bracket that is missing. */
  readonly wanted?: ')';
  /** Nothing behind it can be read. */
  readonly open?: true;
}
