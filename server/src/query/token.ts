import type { Span } from '../text/span.js';
import { typeIndexOf } from './token-types.js';

/** A token of a query, from its first character to its last. One that recovery put in is empty, as is the end. */
export interface Token<Kind extends string = string, Content = unknown> extends Span {
  readonly kind: Kind;
  /** As it is written. */
  readonly image: string;
  /** What the lexer found out about a literal. */
  readonly content: Content | undefined;
  /** The number of its kind, by which a grammar recognises it. */
  readonly tokenTypeIdx: number;
}

/** What a lexer makes of a text. */
export interface Lexed<SomeToken extends Token> {
  readonly tokens: readonly SomeToken[];
  readonly comments: readonly SomeToken[];
  /** Characters that start no token, those in a row together. */
  readonly unknown: readonly Span[];
}

/** All tokens are made here, so that they are of one shape. */
export function createToken<Kind extends string, Content>(
  kind: Kind,
  image: string,
  start: number,
  content?: Content,
): Token<Kind, Content> {
  return { kind, image, start, end: start + image.length, content, tokenTypeIdx: typeIndexOf(kind) };
}

/** The span of a token without white space around it, which in KQL belongs to signs and keywords. */
export function tokenSpan({ image, start, end }: Token): Span {
  const trimmed = image.trim();
  if (trimmed.length === image.length) return { start, end };
  const from = start + image.length - image.trimStart().length;
  return { start: from, end: from + trimmed.length };
}
