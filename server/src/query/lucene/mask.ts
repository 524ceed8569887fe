/**
 * A query in a form that the library can parse. Lucene syntax that it does not know is encoded in private-use
 * characters: escapes, the contents of ranges, and a sign before a parenthesis, which becomes a field name.
 */
export interface MaskedQuery {
  readonly text: string;
  /** Maps an offset in the text to an offset in the query. */
  readonly toOriginal: (offset: number) => number;
}

/** Precedes a group as its field name: the group is required, or excluded. */
export const requiredMark = '\uf8fe';
export const prohibitedMark = '\uf8ff';

const firstPrivate = 0xe000;

/**
 * Quotes, regular expressions, ranges, spaces before a colon (which the classic parser skips), escapes, signs
 * before parentheses, boosts, and fuzziness.
 */
const parts =
  /"(?:\\[\s\S]|[^"\\])*"?|(?<=[\s:(]|^)\/(?:\\[\s\S]|[^/\\])+\/|[[{](?:\\[\s\S]|"(?:\\[\s\S]|[^"\\])*"|[^[{\]}"\\])*[\]}]|(?<=[^\s(:])\s+(?=:)|\\[\s\S]|[+!-](?=\s*\()|!\s+|(?<!\s)\s*\^\d+(?:\.\d+)?|\^\d+(?:\.\d+)?|(?<!")~\d+(?:\.\d+)?/g;

/** Encodes a query for the library. */
export function maskLucene(query: string): MaskedQuery {
  const offsets: number[] = [];
  let text = '';
  const add = (piece: string, start: number, length: number): void => {
    for (let index = 0; index < piece.length; index++)
      offsets.push(start + Math.min(index, Math.max(0, length - 1)));
    text += piece;
  };
  let end = 0;
  for (const { 0: part, index } of query.matchAll(parts)) {
    add(query.slice(end, index), end, index - end);
    add(maskPart(part), index, part.length);
    end = index + part.length;
  }
  add(query.slice(end), end, query.length - end);
  return { text, toOriginal: (offset) => offsets[offset] ?? query.length };
}

function maskPart(part: string): string {
  switch (part.trimStart()[0]) {
    case '"':
      return part.replace(/\\[\s\S]/g, hide);
    case '/':
      return `/${hide(part.slice(1, -1))}/`;
    case '[':
    case '{':
      return maskRange(part);
    case '\\':
      return hide(part);
    case '^':
      return ' '.repeat(part.length);
    case '~':
      return '~'.padEnd(part.length);
    case undefined:
      return '';
    default:
      return part.length > 1 ? '!' : `${part === '+' ? requiredMark : prohibitedMark}:`;
  }
}

/** Encodes the bounds of a range, quoted or not, as words. Returns anything else unchanged. */
function maskRange(part: string): string {
  const bounds =
    /^(.)(\s*)("(?:\\[\s\S]|[^"\\])*"|\S+)(\s+TO\s+)("(?:\\[\s\S]|[^"\\])*"|\S+?)(\s*)(.)$/s.exec(part);
  if (!bounds) return part;
  const [, open, , min = '', , max = '', , close] = bounds;
  return `${open}${hide(min)} TO ${hide(max)}${close}`;
}

/** Replaces ASCII characters with private-use ones. */
function hide(text: string): string {
  return text.replace(/[\0-\x7f]/g, (character) =>
    String.fromCharCode(firstPrivate + character.charCodeAt(0)),
  );
}

/** Returns a string from the tree as written in the query. */
export function unmask(text: string): string {
  return text.replace(/[\ue000-\ue07f]/g, (character) =>
    String.fromCharCode(character.charCodeAt(0) - firstPrivate),
  );
}
