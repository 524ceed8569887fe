import type { SyntaxProblem } from '../syntax-problem.js';
import type { KqlToken, KqlTokenKind } from './tokens.js';

/** The parser's first problem. */
export interface Stumble {
  readonly text: string;
  readonly tokens: readonly KqlToken[];
  /** The problem as the parser reports it. */
  readonly first: SyntaxProblem;
  /** The index of the unexpected token. */
  readonly at: number;
  readonly token: KqlToken;
  /** The tokens before it, nearest first, if a row of the table needs their kinds. */
  readonly before: readonly KqlToken[];
}

type Kinds = readonly KqlTokenKind[];

/** A known mistake that the parser reports in another position, or as something else. */
export interface Mistake {
  /** The kinds of the unexpected token and of those before it, nearest first. Undefined means any kind. */
  readonly kinds: readonly (Kinds | undefined)[];
  readonly find: (stumble: Stumble) => SyntaxProblem | undefined;
}

export const comparisons: Kinds = [':', 'range'];
export const literals: Kinds = ['quoted', 'unquoted'];

/** Returns the first mistake of a table that is found at an index. */
export function findMistake(
  mistakes: readonly Mistake[],
  place: Pick<Stumble, 'text' | 'tokens' | 'first' | 'at'>,
): SyntaxProblem | undefined {
  const { tokens, at } = place;
  for (const { kinds, find } of mistakes) {
    const fits = kinds.every((some, distance) => !some || isOneOf(tokens[at - distance], some));
    const before = tokens.slice(Math.max(0, at + 1 - kinds.length), at).reverse();
    const found = fits ? find({ ...place, token: tokens[at]!, before }) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** Returns whether there is a token, and it is one of the kinds. */
export function isOneOf(token: KqlToken | undefined, kinds: Kinds): token is KqlToken {
  return token !== undefined && kinds.includes(token.kind);
}

/** Returns the token's source without surrounding whitespace. */
export function wordOf({ image }: KqlToken): string {
  return image.trim();
}
