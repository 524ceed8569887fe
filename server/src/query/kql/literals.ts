/** The lexer's result for a literal. */
export interface LiteralContent {
  readonly text: string;
  /** The strings between wildcards. Undefined without a wildcard. */
  readonly pieces: readonly string[] | undefined;
  /** The number of trailing characters of the token that are not part of the literal: whitespace. */
  readonly trailing: number;
  /** The error of an unclosed string. */
  readonly fault?: string;
}

/** A literal and where its token ends. */
export interface ReadLiteral {
  readonly end: number;
  readonly content: LiteralContent;
}

/** KQL's whitespace: space, tab, line breaks and the no-break space. */
export const space = '[ \\t\\r\\n\\u00a0]';

/**
 * The characters of an unquoted value up to one that can have a special meaning. `not` can begin anywhere.
 */
const plainUnquoted = new RegExp(`[^nN\\\\():<>"*{}${space.slice(1)}*`, 'y');
/** The characters of a quoted value up to its end or an escape. */
const plainQuoted = /[^"\\]*/y;
const special = new Set('\\():<>"*{}');
const controls: Readonly<Record<string, string>> = { t: '\t', r: '\r', n: '\n' };
const spaces = new RegExp(`${space}+`, 'y');
const keywordAhead = new RegExp(`${space}+(?:or|and)${space}+|not${space}+`, 'iy');
const unicodeEscape = /\\u([0-9A-Fa-f]{4})/y;
const keywordEscape = /\\(or|and|not)/iy;

/** Returns whether a character code is KQL whitespace. */
export function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13 && code !== 11 && code !== 12) || code === 0xa0;
}

function at(expression: RegExp, text: string, offset: number): RegExpExecArray | null {
  expression.lastIndex = offset;
  return expression.exec(text);
}

/**
 * Reads an unquoted literal: it continues through spaces until a special character or a keyword surrounded by
 * spaces, and is trimmed. A backslash that escapes nothing ends it (docs/semantics/kql.md#values).
 */
export function readUnquoted(source: string, start: number): ReadLiteral | undefined {
  const pieces = [''];
  let index = start;
  const add = (text: string, length: number): void => {
    pieces[pieces.length - 1] += text;
    index += length;
  };
  while (index < source.length) {
    const plain = at(plainUnquoted, source, index)![0];
    if (plain !== '') add(plain, plain.length);
    const character = source[index];
    if (character === undefined) break;
    if (character === '\\') {
      const next = source[index + 1] ?? '';
      const unicode = at(unicodeEscape, source, index);
      const keyword = at(keywordEscape, source, index);
      if (unicode) add(String.fromCharCode(Number.parseInt(unicode[1]!, 16)), unicode[0].length);
      else if (keyword) add(keyword[1]!, keyword[0].length);
      else if (next in controls) add(controls[next]!, 2);
      else if (special.has(next)) add(next, 2);
      else break;
    } else if (character === '*') {
      pieces.push('');
      index++;
    } else if (special.has(character) || at(keywordAhead, source, index)) break;
    else {
      // Runs of spaces are read together: no keyword begins in the middle of one.
      const taken = at(spaces, source, index)?.[0] ?? character;
      add(taken, taken.length);
    }
  }
  if (index === start) return undefined;
  let last = index;
  while (last > start && isSpace(source.charCodeAt(last - 1))) last--;
  if (last === start) return undefined;
  const text = pieces.join('*').trim();
  const trimmed =
    pieces.length > 1 ? pieces.map((piece, place) => trimPiece(piece, place, pieces.length)) : undefined;
  return { end: index, content: { text, pieces: trimmed, trailing: index - last } };
}

function trimPiece(piece: string, place: number, count: number): string {
  const left = place === 0 ? piece.trimStart() : piece;
  return place === count - 1 ? left.trimEnd() : left;
}

/**
 * Reads a quoted literal: `\t \r \n`, `\\`, `\"` and `\uXXXX` are escapes, any other backslash is literal.
 */
export function readQuoted(source: string, start: number): ReadLiteral {
  let text = '';
  let index = start + 1;
  for (;;) {
    const plain = at(plainQuoted, source, index)![0];
    text += plain;
    index += plain.length;
    const character = source[index];
    if (character === undefined) {
      const content = { text, pieces: undefined, trailing: 0, fault: 'this string is not closed' };
      return { end: source.length, content };
    }
    if (character === '"') break;
    const next = source[index + 1] ?? '';
    const unicode = at(unicodeEscape, source, index);
    if (unicode) {
      text += String.fromCharCode(Number.parseInt(unicode[1]!, 16));
      index += unicode[0].length;
    } else if (next in controls || next === '\\' || next === '"') {
      text += controls[next] ?? next;
      index += 2;
    } else {
      text += character;
      index++;
    }
  }
  return { end: index + 1, content: { text, pieces: undefined, trailing: 0 } };
}
