import { createToken, type Lexed, type Token } from '../token.js';
import { isSpace, type LiteralContent, readQuoted, readUnquoted, space } from './literals.js';

/** Keywords and signs have the kind that they are written as. `range` is one of `<`, `<=`, `>` and `>=`. */
export type KqlTokenKind =
  | 'or'
  | 'and'
  | 'not'
  | '('
  | ')'
  | '{'
  | '}'
  | ':'
  | 'range'
  | 'quoted'
  | 'unquoted'
  | 'end';

export type KqlToken = Token<KqlTokenKind, LiteralContent>;

const connective = new RegExp(`${space}+(or|and)${space}+`, 'iy');
const not = new RegExp(`not${space}+`, 'iy');

/**
 * Returns the tokens of a query. Whitespace belongs to the signs and keywords around it, since an unquoted
 * value may contain spaces and words such as `or` (docs/semantics/kql.md#values): `a: or b` searches `a` for
 * the value "or b".
 */
export function tokenizeKql(text: string): Lexed<KqlToken> {
  const tokens: KqlToken[] = [];
  const unknown: { start: number; end: number }[] = [];
  for (let at = 0; at < text.length; ) {
    const behind = skipSpace(text, at);
    const token = behind > at ? tokenBehindSpace(text, at, behind) : tokenAt(text, at);
    if (token) {
      tokens.push(token);
      at = token.end;
    } else if (behind > at) at = behind;
    else {
      const last = unknown.at(-1);
      if (last?.end === at) last.end++;
      else unknown.push({ start: at, end: at + 1 });
      at++;
    }
  }
  return { tokens, comments: [], unknown };
}

/** Reads a token that the preceding space belongs to. */
function tokenBehindSpace(text: string, start: number, behind: number): KqlToken | undefined {
  connective.lastIndex = start;
  const match = connective.exec(text);
  if (match) return createToken(match[1]!.toLowerCase() === 'or' ? 'or' : 'and', match[0], start);
  return signAt(text, start, behind);
}

function tokenAt(text: string, start: number): KqlToken | undefined {
  const sign = signAt(text, start, start);
  if (sign) return sign;
  const character = text[start];
  if (character === '(' || character === '{')
    return createToken(character, text.slice(start, skipSpace(text, start + 1)), start);
  if (character === '"') {
    const { end, content } = readQuoted(text, start);
    return createToken('quoted', text.slice(start, end), start, content);
  }
  if (character === 'n' || character === 'N') {
    not.lastIndex = start;
    const match = not.exec(text);
    if (match) return createToken('not', match[0], start);
  }
  const unquoted = readUnquoted(text, start);
  return unquoted && createToken('unquoted', text.slice(start, unquoted.end), start, unquoted.content);
}

/** Reads a sign at `at` that can be preceded by space, which starts at `start`. */
function signAt(text: string, start: number, at: number): KqlToken | undefined {
  const character = text[at];
  switch (character) {
    case ')':
    case '}':
      return createToken(character, text.slice(start, at + 1), start);
    case ':':
      return createToken(character, text.slice(start, skipSpace(text, at + 1)), start);
    case '<':
    case '>': {
      const end = at + (text[at + 1] === '=' ? 2 : 1);
      return createToken('range', text.slice(start, skipSpace(text, end)), start);
    }
    default:
      return undefined;
  }
}

function skipSpace(text: string, start: number): number {
  let end = start;
  while (isSpace(text.charCodeAt(end))) end++;
  return end;
}
