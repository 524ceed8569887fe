import type { IToken, TokenType } from 'chevrotain';
import { parseEql } from './parse.js';
import { printEql } from './print.js';
import * as t from './tokens.js';

/** Tokens with a space on both sides. */
const spaced: ReadonlySet<TokenType> = new Set([
  t.And,
  t.Or,
  t.Not,
  t.In,
  t.InInsensitive,
  t.Like,
  t.LikeInsensitive,
  t.Regex,
  t.RegexInsensitive,
  t.By,
  t.With,
  t.Where,
  t.Until,
  t.Pipe,
  t.Equal,
  t.NotEqual,
  t.LessEqual,
  t.GreaterEqual,
  t.Less,
  t.Greater,
  t.Colon,
  t.Plus,
  t.Star,
  t.Slash,
  t.Percent,
]);

const openers: ReadonlySet<TokenType> = new Set([t.LeftParenthesis, t.LeftBracket, t.MissingBracket]);
const closers: ReadonlySet<TokenType> = new Set([t.RightParenthesis, t.RightBracket]);

/**
 * The query with even blanks: one around operators and behind commas, none inside brackets, none at the ends of lines, two
 * for a tab at their beginning. Line breaks, comments and the meaning stay; a query that does not parse is given back as
 * it is.
 */
export function formatEql(text: string): string {
  const before = parseEql(text);
  if (!before.tree || before.problems.length > 0) return text;
  const { tokens, groups } = t.eqlLexer().tokenize(text);
  const pieces = [...tokens, ...(groups.comments ?? [])].sort((a, b) => a.startOffset - b.startOffset);
  let formatted = leading(text.slice(0, pieces[0]?.startOffset));
  pieces.forEach((piece, index) => {
    formatted += piece.image;
    const next = pieces[index + 1];
    const gap = text.slice(piece.startOffset + piece.image.length, next?.startOffset);
    formatted += next && !/[\r\n]/.test(gap) ? between(piece, next, gap) : leading(gap);
  });
  const after = parseEql(formatted);
  const same = after.tree && after.problems.length === 0 && printEql(after.tree) === printEql(before.tree);
  return same ? formatted : text;
}

/** What stands between lines: no blanks at their ends, two blanks for a tab at their beginnings. */
function leading(gap: string): string {
  const lines = gap.split(/(\r\n|\n|\r)/);
  return lines
    .map((line, index) =>
      index < lines.length - 1 ? line.replace(/^[ \t]+$/, '') : line.replaceAll('\t', '  '),
    )
    .join('');
}

function between(left: IToken, right: IToken, gap: string): string {
  // Comments at the ends of lines are often brought into line by hand.
  if (isComment(left) || isComment(right)) return gap;
  if (openers.has(left.tokenType) || closers.has(right.tokenType) || right.tokenType === t.Comma) return '';
  if (left.tokenType === t.Comma || spaced.has(left.tokenType) || spaced.has(right.tokenType)) return ' ';
  return gap === '' ? '' : ' ';
}

function isComment({ tokenType }: IToken): boolean {
  return tokenType === t.LineComment || tokenType === t.BlockComment;
}
