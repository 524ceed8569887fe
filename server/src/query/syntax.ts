import type { Problem } from '../text/problem.js';

/** A syntax tree of what was recognised, and all problems. Spans are offsets in the query. */
export interface ParsedQuery<Tree> {
  readonly text: string;
  /** Undefined only if nothing at all was recognised. */
  readonly tree: Tree | undefined;
  readonly problems: readonly Problem[];
  /** Set if the tree is what the author meant despite the problems: they are only misspellings. */
  readonly exact?: true;
}
