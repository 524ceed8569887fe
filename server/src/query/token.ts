import type { Span } from '../text/span.js';
import { typeIndexOf } from './token-types.js';

/** A token of a query, from its first character to its last. Inserted tokens and the end token are empty. */
export interface Token<Kind extends string = string, Content = unknown> extends Span {
  readonly kind: Kind;
  /** The token's source. */
  readonly image: string;
  /** The lexer's result for a literal. */
  readonly content: Content | undefined;
  /** The number of its kind, by which a grammar recognises it. */
  readonly tokenTypeIdx: number;
}

/** The result of a lexer. */
export interface Lexed<SomeToken extends Token> {
  readonly tokens: readonly SomeToken[];
  readonly comments: readonly SomeToken[];
  /** Runs of characters that start no token. */
  readonly unknown: readonly Span[];
}

/** All tokens are created here, so that they have the same shape. */
export function createToken<Kind extends string, Content>(
  kind: Kind,
  image: string,
  start: number,
  content?: Content,
): Token<Kind, Content> {
  return { kind, image, start, end: start + image.length, content, tokenTypeIdx: typeIndexOf(kind) };
}

/** Returns the span of a token without surrounding whitespace, which in KQL belongs to signs and keywords. */
export function tokenSpan({ image, start, end }: Token): Span {
  const trimmed = image.trim();
  if (trimmed.length === image.length) return { start, end };
  const from = start + image.length - image.trimStart().length;
  return { start: from, end: from + trimmed.length };
}
