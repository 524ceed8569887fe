import type { Span } from '../../../text/span.js';
import type { EsqlToken, EsqlTokenKind } from '../tokens.js';

/** A token or comment with the whitespace before it. */
export interface Piece {
  readonly kind: EsqlTokenKind;
  readonly text: string;
  readonly gap: string;
  readonly isComment: boolean;
  readonly end: number;
}

export function isBreak(gap: string): boolean {
  return /[\r\n]/.test(gap);
}

/**
 * Returns the tokens and comments of a query with even whitespace between them. Whitespace in `fixed` spans
 * stays as it is.
 *
 * @param tokens in source order.
 */
export function piecesOf(text: string, tokens: readonly EsqlToken[], fixed: readonly Span[]): Piece[] {
  const starts = [...fixed].sort((a, b) => a.start - b.start);
  let at = 0;
  let before: EsqlToken | undefined;
  return tokens.map((token, index) => {
    const { kind, image, start, end } = token;
    const written = text.slice(before?.end ?? 0, start);
    while (starts[at] && starts[at]!.end <= start) at++;
    const isFixed = starts[at] !== undefined && starts[at]!.start < start;
    const isSeparate = !before || isBreak(written);
    const gap = isFixed
      ? written
      : isSeparate
        ? leading(written)
        : between(before!, token, written, tokens[index - 2]);
    before = token;
    const isComment = kind === 'comment';
    return { kind, text: isComment ? image.trimEnd() : image, gap, isComment, end };
  });
}

/** Formats whitespace with line breaks: no spaces at line ends, two spaces for each tab. */
function leading(gap: string): string {
  return gap.replace(/[ \t]+(?=[\r\n])/g, '').replaceAll('\t', '  ');
}

const words: readonly EsqlTokenKind[] = [
  ...(['and', 'or', 'not', 'in', 'is', 'like', 'rlike', 'by', 'where', 'with', 'on', 'as'] as const),
  ...(['asc', 'desc', 'nulls', 'metadata'] as const),
];
const operators: readonly EsqlTokenKind[] = [
  ...(['==', '!=', '<=', '>=', '=~', '->', '<', '>', '=', '+', '-', '*', '/', '%', '|'] as const),
];
/** Tokens with a space on both sides. */
const spaced: ReadonlySet<EsqlTokenKind> = new Set([...words, ...operators]);
const openers: ReadonlySet<EsqlTokenKind> = new Set(['(', '[', '{', 'pipeline-start']);
const closers: ReadonlySet<EsqlTokenKind> = new Set([')', ']', '}', 'pipeline-end']);
const joined: ReadonlySet<EsqlTokenKind> = new Set(['.', '::']);
/** Tokens that can end a value: a sign after one is an operator. */
const ends: ReadonlySet<EsqlTokenKind> = new Set<EsqlTokenKind>([
  ...([')', ']', 'identifier', 'quoted-identifier', 'integer', 'decimal', 'string', 'raw-string'] as const),
  ...(['null', 'true', 'false', 'parameter'] as const),
]);

function between(left: EsqlToken, right: EsqlToken, gap: string, beforeLeft: EsqlToken | undefined): string {
  // Trailing comments are often aligned by hand.
  if (left.kind === 'comment' || right.kind === 'comment') return gap;
  if (openers.has(left.kind) || closers.has(right.kind)) return '';
  if (right.kind === ',' || right.kind === ';') return '';
  if (joined.has(left.kind) || joined.has(right.kind)) return '';
  if (right.kind === '(' && isName(left)) return '';
  if (isSign(left) && !(beforeLeft && ends.has(beforeLeft.kind))) return '';
  if (left.kind === ',' || spaced.has(left.kind) || spaced.has(right.kind)) return ' ';
  return gap === '' ? '' : ' ';
}

function isName({ kind }: EsqlToken): boolean {
  return kind === 'identifier' || kind === 'quoted-identifier';
}

function isSign({ kind }: EsqlToken): boolean {
  return kind === '-' || kind === '+';
}
