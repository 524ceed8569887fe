import type { CustomPatternMatcherReturn } from 'chevrotain';

/** What the lexer found out about a literal. */
export interface LiteralPayload {
  readonly text: string;
  /** The texts between wildcards; undefined without a wildcard. */
  readonly pieces: readonly string[] | undefined;
  /** Characters of the token that are not part of the literal: white space behind it. */
  readonly trailing: number;
  /** Why it is wrong, for a string that is not closed. */
  readonly fault?: string;
}

/** White space of KQL: space, tab, line breaks and the no-break space. */
export const space = '[ \\t\\r\\n\\u00a0]';

const special = new Set('\\():<>"*{}');
const controls: Readonly<Record<string, string>> = { t: '\t', r: '\r', n: '\n' };
const keywordAhead = new RegExp(`${space}+(?:or|and)${space}+|not${space}+`, 'iy');
const unicodeEscape = /\\u([0-9A-Fa-f]{4})/y;
const keywordEscape = /\\(or|and|not)/iy;

function match(image: string, payload: LiteralPayload): CustomPatternMatcherReturn {
  return Object.assign([image] as [string], { payload });
}

function at(expression: RegExp, text: string, offset: number): RegExpExecArray | null {
  expression.lastIndex = offset;
  return expression.exec(text);
}

/**
 * An unquoted literal: it runs on through spaces until a special character or a keyword with space around it, and is
 * trimmed. A backslash that escapes nothing ends it (spec section 1.1).
 */
export function matchUnquoted(source: string, start: number): CustomPatternMatcherReturn | null {
  const pieces = [''];
  let index = start;
  const add = (text: string, length: number): void => {
    pieces[pieces.length - 1] += text;
    index += length;
  };
  while (index < source.length) {
    const character = source[index]!;
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
    else add(character, 1);
  }
  if (index === start) return null;
  const image = source.slice(start, index);
  const trailing = image.length - image.replace(new RegExp(`${space}+$`), '').length;
  if (trailing === image.length) return null;
  const text = pieces.join('*').trim();
  const trimmed = pieces.map((piece, place) => trimPiece(piece, place, pieces.length));
  return match(image, { text, pieces: pieces.length > 1 ? trimmed : undefined, trailing });
}

function trimPiece(piece: string, place: number, count: number): string {
  const left = place === 0 ? piece.trimStart() : piece;
  return place === count - 1 ? left.trimEnd() : left;
}

/** A quoted literal: `\t \r \n`, `\\`, `\"` and `\uXXXX` are escapes, any other backslash stands for itself. */
export function matchQuoted(source: string, start: number): CustomPatternMatcherReturn | null {
  if (source[start] !== '"') return null;
  let text = '';
  let index = start + 1;
  for (;;) {
    const character = source[index];
    if (character === undefined) {
      const payload = { text, pieces: undefined, trailing: 0, fault: 'this string is not closed' };
      return match(source.slice(start), payload);
    }
    if (character === '"') break;
    const next = source[index + 1] ?? '';
    const unicode = at(unicodeEscape, source, index);
    if (unicode) {
      text += String.fromCharCode(Number.parseInt(unicode[1]!, 16));
      index += unicode[0].length;
    } else if (character === '\\' && (next in controls || next === '\\' || next === '"')) {
      text += controls[next] ?? next;
      index += 2;
    } else {
      text += character;
      index++;
    }
  }
  return match(source.slice(start, index + 1), { text, pieces: undefined, trailing: 0 });
}
