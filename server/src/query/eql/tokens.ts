import { createToken, type Lexed, type Token } from '../token.js';
import { readFormerString, readQuoted, readRaw, type StringContent } from './strings.js';

/** Words that EQL reserves, in lower case only (docs/semantics/eql.md#lexical-structure). */
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

/** Keywords with the case-insensitivity mark. */
const markedKeywords = ['in~', 'like~', 'regex~'] as const;

/** Signs by their first character, longer ones before their prefixes. */
const signs = {
  '!': ['![', '!='],
  '=': ['==', '='],
  '<': ['<=', '<'],
  '>': ['>=', '>'],
  '(': ['('],
  ')': [')'],
  '[': ['['],
  ']': [']'],
  ',': [','],
  '.': ['.'],
  ':': [':'],
  '?': ['?'],
  '|': ['|'],
  '+': ['+'],
  '-': ['-'],
  '*': ['*'],
  '/': ['/'],
  '%': ['%'],
} as const;

type Sign = (typeof signs)[keyof typeof signs][number];

/**
 * Keywords and signs have the kind that they are written as. `tilde-identifier`: a function name with its
 * mark, `endsWith~`; `former-string`: a string of earlier versions, `'a'` or `?"a"`.
 */
export type EqlTokenKind =
  | Keyword
  | (typeof markedKeywords)[number]
  | Sign
  | 'identifier'
  | 'quoted-identifier'
  | 'tilde-identifier'
  | 'string'
  | 'raw-string'
  | 'former-string'
  | 'integer'
  | 'decimal'
  | 'line-comment'
  | 'block-comment'
  | 'end';

export type EqlToken = Token<EqlTokenKind, StringContent>;

const reserved: ReadonlyMap<string, EqlTokenKind> = new Map(
  [...keywords, ...markedKeywords].map((word) => [word, word]),
);
/** Returns whether a word is a keyword. */
export function isKeyword(word: string): boolean {
  return reserved.has(word);
}

const signsByCharacter: ReadonlyMap<string, readonly Sign[]> = new Map(Object.entries(signs));

/** A name can start with it. */
const atSign = 64;
const backquoted = /`(?:``|[^`])*`/y;
const number = /(?:\d+\.\d*|\.\d+)(?:[eE][+-]?\d+)?|\d+(?:[eE][+-]?\d+)?/y;
const lineComment = /\/\/[^\r\n]*/y;

/**
 * Returns the tokens and comments of a query, with only whitespace and unknown characters between them
 * (docs/semantics/eql.md#lexical-structure).
 */
export function tokenizeEql(text: string): Lexed<EqlToken> {
  const tokens: EqlToken[] = [];
  const comments: EqlToken[] = [];
  const unknown: { start: number; end: number }[] = [];
  for (let at = 0; at < text.length; ) {
    if (isBlank(text.charCodeAt(at))) {
      at++;
      continue;
    }
    const token = tokenAt(text, at);
    if (token) {
      (token.kind === 'line-comment' || token.kind === 'block-comment' ? comments : tokens).push(token);
      at = token.end;
      continue;
    }
    const last = unknown.at(-1);
    if (last?.end === at) last.end++;
    else unknown.push({ start: at, end: at + 1 });
    at++;
  }
  return { tokens, comments, unknown };
}

function tokenAt(text: string, at: number): EqlToken | undefined {
  const code = text.charCodeAt(at);
  if (isLetter(code) || code === atSign) return wordAt(text, at);
  if (isDigit(code) || (text[at] === '.' && isDigit(text.charCodeAt(at + 1)))) return numberAt(text, at);
  return stringAt(text, at) ?? commentAt(text, at) ?? signAt(text, at);
}

function wordAt(text: string, start: number): EqlToken {
  let end = start + 1;
  while (isLetter(text.charCodeAt(end)) || isDigit(text.charCodeAt(end))) end++;
  const name = text.slice(start, end);
  if (text[end] === '~' && !/[_@]/.test(name)) {
    const marked = `${name}~`;
    return createToken(reserved.get(marked) ?? 'tilde-identifier', marked, start);
  }
  return createToken(reserved.get(name) ?? 'identifier', name, start);
}

function numberAt(text: string, start: number): EqlToken {
  const image = match(number, text, start)!;
  return createToken(/^\d+$/.test(image) ? 'integer' : 'decimal', image, start);
}

/** Reads a string in any kind of quotes, or a name in backquotes. */
function stringAt(text: string, start: number): EqlToken | undefined {
  switch (text[start]) {
    case '"': {
      const raw = readRaw(text, start);
      if (raw) return createToken('raw-string', text.slice(start, raw.end), start, raw.content);
      const quoted = readQuoted(text, start);
      return createToken('string', text.slice(start, quoted.end), start, quoted.content);
    }
    case "'":
    case '?': {
      const quoted = readFormerString(text, start);
      return quoted && createToken('former-string', text.slice(start, quoted.end), start, quoted.content);
    }
    case '`': {
      const image = match(backquoted, text, start);
      return image === undefined ? undefined : createToken('quoted-identifier', image, start);
    }
    default:
      return undefined;
  }
}

function commentAt(text: string, start: number): EqlToken | undefined {
  if (text[start] !== '/') return undefined;
  if (text[start + 1] === '*')
    return createToken('block-comment', text.slice(start, blockCommentEnd(text, start)), start);
  const image = match(lineComment, text, start);
  return image === undefined ? undefined : createToken('line-comment', image, start);
}

function signAt(text: string, start: number): EqlToken | undefined {
  const sign = signsByCharacter.get(text[start]!)?.find((one) => text.startsWith(one, start));
  return sign && createToken(sign, sign, start);
}

/** Returns the end of a block comment. Block comments nest. An unclosed one runs to the end of the source. */
function blockCommentEnd(text: string, start: number): number {
  let depth = 0;
  for (let index = start; index < text.length; index++) {
    if (text.startsWith('/*', index)) {
      depth++;
      index++;
    } else if (text.startsWith('*/', index)) {
      depth--;
      index++;
      if (depth === 0) return index + 1;
    }
  }
  return text.length;
}

/** Returns whether a token is a closed block comment. */
export function isClosedBlockComment({ kind, image }: EqlToken): boolean {
  return kind === 'block-comment' && blockCommentEnd(`${image} `, 0) <= image.length;
}

function match(pattern: RegExp, text: string, start: number): string | undefined {
  pattern.lastIndex = start;
  return pattern.exec(text)?.[0];
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Returns whether a character is a letter or `_`. */
function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}
