import type { SyntaxProblem } from '../syntax-problem.js';
import type { KqlToken, KqlTokenKind } from './tokens.js';

/** Where the parser stumbled first. */
export interface Stumble {
  readonly text: string;
  readonly tokens: readonly KqlToken[];
  /** What the parser says of it. */
  readonly first: SyntaxProblem;
  /** The index of the token that it stumbled over. */
  readonly at: number;
  readonly token: KqlToken;
  /** The tokens before it, the nearest first, where a row of the table asks for their kinds. */
  readonly before: readonly KqlToken[];
}

type Kinds = readonly KqlTokenKind[];

/** A known mistake, which shows elsewhere than where it was made, or as something else. */
export interface Mistake {
  /** The kinds of the unexpected token and of those before it, the nearest first; any kinds when not given. */
  readonly kinds: readonly (Kinds | undefined)[];
  readonly find: (stumble: Stumble) => SyntaxProblem | undefined;
}

export const comparisons: Kinds = [':', 'range'];
export const literals: Kinds = ['quoted', 'unquoted'];

/** The first mistake of a table that is found at an index. */
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

/** Whether there is a token, and it is of one of the kinds. */
export function isOneOf(token: KqlToken | undefined, kinds: Kinds): token is KqlToken {
  return token !== undefined && kinds.includes(token.kind);
}

/** What is written, without the blanks around it. */
export function wordOf({ image }: KqlToken): string {
  return image.trim();
}
