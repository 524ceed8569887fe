import { type CustomPatternMatcherReturn, createToken, Lexer, type TokenType } from 'chevrotain';
import { matchQuoted, matchRaw, matchSingleQuoted } from './strings.js';

/** Words that EQL reserves; they are lower case only (spec/EQL.md section 1). */
export const keywords = [
  'and',
  'any',
  'by',
  'false',
  'in',
  'join',
  'like',
  'maxspan',
  'not',
  'null',
  'of',
  'or',
  'regex',
  'sample',
  'sequence',
  'true',
  'until',
  'where',
  'with',
] as const;

export type Keyword = (typeof keywords)[number];

/** Block comments nest. An unclosed one runs to the end of the text. */
function matchBlockComment(text: string, start: number): CustomPatternMatcherReturn | null {
  if (!text.startsWith('/*', start)) return null;
  let depth = 0;
  for (let index = start; index < text.length; index++) {
    if (text.startsWith('/*', index)) {
      depth++;
      index++;
    } else if (text.startsWith('*/', index)) {
      depth--;
      index++;
      if (depth === 0) return result(text.slice(start, index + 1), { closed: true });
    }
  }
  return result(text.slice(start), { closed: false });
}

function result(image: string, payload: unknown): CustomPatternMatcherReturn {
  return Object.assign([image] as [string], { payload });
}

export const WhiteSpace = createToken({
  name: 'WhiteSpace',
  pattern: /[ \t\r\n]+/,
  group: Lexer.SKIPPED,
  line_breaks: true,
});
export const LineComment = createToken({ name: 'LineComment', pattern: /\/\/[^\r\n]*/, group: 'comments' });
export const BlockComment = createToken({
  name: 'BlockComment',
  pattern: { exec: matchBlockComment },
  start_chars_hint: ['/'],
  line_breaks: true,
  group: 'comments',
});

export const RawString = createToken({
  name: 'RawString',
  pattern: { exec: matchRaw },
  start_chars_hint: ['"'],
  line_breaks: false,
});
export const QuotedString = createToken({
  name: 'QuotedString',
  pattern: { exec: matchQuoted },
  start_chars_hint: ['"'],
  line_breaks: false,
});
/** `'text'`, `?"text"` and `?'text'`: understood, so that the rest of the query is, but refused. */
export const SingleQuotedString = createToken({
  name: 'SingleQuotedString',
  pattern: { exec: matchSingleQuoted },
  start_chars_hint: ["'", '?'],
  line_breaks: false,
});

export const QuotedIdentifier = createToken({
  name: 'QuotedIdentifier',
  pattern: /`(?:``|[^`])*`/,
  line_breaks: true,
  start_chars_hint: ['`'],
});
export const Identifier = createToken({ name: 'Identifier', pattern: /[A-Za-z_@][A-Za-z0-9_]*/ });
/** A function name with its case-insensitivity mark, `endsWith~`. */
export const TildeIdentifier = createToken({ name: 'TildeIdentifier', pattern: /[A-Za-z][A-Za-z0-9]*~/ });

export const Decimal = createToken({
  name: 'Decimal',
  pattern: /(?:\d+\.\d*|\.\d+)(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+/,
});
export const Integer = createToken({ name: 'Integer', pattern: /\d+/ });

const keywordToken = (word: Keyword): TokenType =>
  createToken({
    name: word[0]!.toUpperCase() + word.slice(1),
    pattern: word,
    longer_alt: [TildeIdentifier, Identifier],
  });

export const And = keywordToken('and');
export const Any = keywordToken('any');
export const By = keywordToken('by');
export const False = keywordToken('false');
export const In = keywordToken('in');
export const Join = keywordToken('join');
export const Like = keywordToken('like');
export const MaxspanWord = keywordToken('maxspan');
export const Not = keywordToken('not');
export const Null = keywordToken('null');
export const Of = keywordToken('of');
export const Or = keywordToken('or');
export const Regex = keywordToken('regex');
export const Sample = keywordToken('sample');
export const Sequence = keywordToken('sequence');
export const True = keywordToken('true');
export const Until = keywordToken('until');
export const Where = keywordToken('where');
export const With = keywordToken('with');
export const InInsensitive = createToken({ name: 'InInsensitive', pattern: 'in~' });
export const LikeInsensitive = createToken({ name: 'LikeInsensitive', pattern: 'like~' });
export const RegexInsensitive = createToken({ name: 'RegexInsensitive', pattern: 'regex~' });

const punctuation = (name: string, pattern: string): TokenType => createToken({ name, pattern });

export const LeftParenthesis = punctuation('LeftParenthesis', '(');
export const RightParenthesis = punctuation('RightParenthesis', ')');
export const MissingBracket = punctuation('MissingBracket', '![');
export const LeftBracket = punctuation('LeftBracket', '[');
export const RightBracket = punctuation('RightBracket', ']');
export const Comma = punctuation('Comma', ',');
export const Dot = punctuation('Dot', '.');
export const Colon = punctuation('Colon', ':');
export const Question = punctuation('Question', '?');
export const Pipe = punctuation('Pipe', '|');
export const Equal = punctuation('Equal', '==');
export const NotEqual = punctuation('NotEqual', '!=');
export const LessEqual = punctuation('LessEqual', '<=');
export const GreaterEqual = punctuation('GreaterEqual', '>=');
export const Less = punctuation('Less', '<');
export const Greater = punctuation('Greater', '>');
export const Assign = punctuation('Assign', '=');
export const Plus = punctuation('Plus', '+');
export const Minus = punctuation('Minus', '-');
export const Star = punctuation('Star', '*');
export const Slash = punctuation('Slash', '/');
export const Percent = punctuation('Percent', '%');

/** The keyword tokens that can also stand for a misplaced name, as in `process.args.any`. */
export const keywordTokens: readonly TokenType[] = [
  And,
  Any,
  By,
  False,
  In,
  Join,
  Like,
  MaxspanWord,
  Not,
  Null,
  Of,
  Or,
  Regex,
  Sample,
  Sequence,
  True,
  Until,
  Where,
  With,
];

/** All tokens, earlier ones win. */
export const allTokens: TokenType[] = [
  WhiteSpace,
  LineComment,
  BlockComment,
  RawString,
  QuotedString,
  SingleQuotedString,
  QuotedIdentifier,
  InInsensitive,
  LikeInsensitive,
  RegexInsensitive,
  ...keywordTokens,
  TildeIdentifier,
  Identifier,
  Decimal,
  Integer,
  LeftParenthesis,
  RightParenthesis,
  MissingBracket,
  LeftBracket,
  RightBracket,
  Comma,
  Dot,
  Colon,
  Question,
  Pipe,
  Equal,
  NotEqual,
  LessEqual,
  GreaterEqual,
  Less,
  Greater,
  Assign,
  Plus,
  Minus,
  Star,
  Slash,
  Percent,
];

let lexer: Lexer | undefined;

/** The lexer, built on first use. Only offsets are tracked; lines are the caller's business. */
export function eqlLexer(): Lexer {
  lexer ??= new Lexer(allTokens, {
    positionTracking: 'onlyOffset',
    ensureOptimizations: false,
    skipValidations: true,
  });
  return lexer;
}
