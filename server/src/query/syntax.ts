import type { Problem } from '../text/problem.js';

/** A syntax tree of what was understood, and everything that was wrong. Spans are offsets in the query text. */
export interface ParsedQuery<Tree> {
  readonly text: string;
  /** Undefined only when nothing at all was understood. */
  readonly tree: Tree | undefined;
  readonly problems: readonly Problem[];
  /** Set when the tree is what is meant in spite of the problems: they are wrong spellings of what it holds. */
  readonly exact?: true;
}
