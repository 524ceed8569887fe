import {
  arithmeticOperators,
  comparisonOperators,
  membershipOperators,
  patternOperators,
} from './operators.js';
import { parseEql } from './parse.js';
import { printEql } from './print.js';
import { type EqlToken, type EqlTokenKind, tokenizeEql } from './tokens.js';

/** Tokens with a space on both sides. */
const spaced: ReadonlySet<EqlTokenKind> = new Set([
  'and',
  'or',
  'not',
  'by',
  'with',
  'where',
  'until',
  '|',
  ...membershipOperators,
  ...patternOperators,
  // Skip the `=` of `maxspan=5m`, and signs, which can belong to a number.
  ...comparisonOperators.filter((operator) => operator !== '='),
  ...arithmeticOperators.filter((operator) => operator !== '-'),
]);

const openers: ReadonlySet<EqlTokenKind> = new Set(['(', '[', '![']);
const closers: ReadonlySet<EqlTokenKind> = new Set([')', ']']);

/**
 * Formats a query's spaces: one around operators and after commas, none inside brackets or at line ends, two
 * for each leading tab. Line breaks, comments and the meaning stay the same. Returns a query that does not
 * parse unchanged.
 */
export function formatEql(text: string): string {
  const before = parseEql(text);
  if (!before.tree || before.problems.length > 0) return text;
  const { tokens, comments } = tokenizeEql(text);
  const pieces = [...tokens, ...comments].sort((a, b) => a.start - b.start);
  let formatted = leading(text.slice(0, pieces[0]?.start));
  pieces.forEach((piece, index) => {
    formatted += piece.image;
    const next = pieces[index + 1];
    const gap = text.slice(piece.end, next?.start);
    formatted += next && !/[\r\n]/.test(gap) ? between(piece, next, gap) : leading(gap);
  });
  const after = parseEql(formatted);
  const same = after.tree && after.problems.length === 0 && printEql(after.tree) === printEql(before.tree);
  return same ? formatted : text;
}

/** Formats the space between lines: none at line ends, two spaces for each leading tab. */
function leading(gap: string): string {
  const lines = gap.split(/(\r\n|\n|\r)/);
  return lines
    .map((line, index) =>
      index < lines.length - 1 ? line.replace(/^[ \t]+$/, '') : line.replaceAll('\t', '  '),
    )
    .join('');
}

function between(left: EqlToken, right: EqlToken, gap: string): string {
  // Trailing comments are often aligned by hand.
  if (isComment(left) || isComment(right)) return gap;
  if (openers.has(left.kind) || closers.has(right.kind) || right.kind === ',') return '';
  if (left.kind === ',' || spaced.has(left.kind) || spaced.has(right.kind)) return ' ';
  return gap === '' ? '' : ' ';
}

function isComment({ kind }: EqlToken): boolean {
  return kind === 'line-comment' || kind === 'block-comment';
}
