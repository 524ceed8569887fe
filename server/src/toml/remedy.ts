import type { Fix } from '../text/problem.js';
import type { Span } from '../text/span.js';
import { impossiblePart } from './impossible-date.js';
import { lineEnd, lineStart, type ScannedString, scanStatements } from './scan.js';

/** The actual mistake at an unreadable position, in the author's terms, and what to write. */
export interface Remedy {
  readonly message: string;
  readonly span: Span;
  readonly fix?: Fix;
}

/**
 * Finds common mistakes that the parser only sees as a character in the wrong position. Returns undefined for
 * all others.
 */
export function remedyFor(text: string, offset: number): Remedy | undefined {
  const start = lineStart(text, offset);
  const line = text.slice(start, lineEnd(text, offset)).replace(/\r$/, '');
  const at = offset - start;
  for (const look of looks) {
    const remedy = look({ line, start, at });
    if (remedy) return remedy;
  }
  return undefined;
}

interface Place {
  /** The line without its line break. */
  readonly line: string;
  /** The offset of the line in the text. */
  readonly start: number;
  /** The offset in the line. */
  readonly at: number;
}

/** Creates a remedy that replaces `length` characters at the position. */
function replace({ start, at }: Place, length: number, message: string, text: string): Remedy {
  const span = { start: start + at, end: start + at + length };
  return {
    message,
    span,
    fix: { title: text === '' ? 'Remove it' : `Write ${text.trim()}`, edits: [{ span, text }] },
  };
}

const looks: readonly ((place: Place) => Remedy | undefined)[] = [
  /** `risk_score: 47` */
  (place) => {
    const { line, at } = place;
    if (line[at] !== ':' || !/^[ \t]*[\w."'-]+[ \t]*$/.test(line.slice(0, at))) return undefined;
    return replace(
      place,
      1,
      'a key must be followed by "=", not ":"',
      /[ \t]/.test(line[at - 1]!) ? '=' : ' =',
    );
  },
  (place) =>
    place.line.startsWith('//', place.at)
      ? replace(place, 2, 'a comment starts with "#", not "//"', '#')
      : undefined,
  (place) =>
    place.line[place.at] === ';' && place.line.slice(0, place.at).trim() === ''
      ? replace(place, 1, 'a comment starts with "#", not ";"', '#')
      : undefined,
  (place) => {
    const [word] = /^\w+/.exec(place.line.slice(place.at)) ?? [];
    if (word === undefined || !/^(?:true|false)$/i.test(word)) return undefined;
    const written = word.toLowerCase();
    // A value after another value is not a matter of letter case.
    if (word === written) return undefined;
    return replace(place, word.length, `"${written}" must be in lower case`, written);
  },
  ({ line, start, at }) => {
    const [word] = /^(?:null|none|nil|undefined)\b/i.exec(line.slice(at)) ?? [];
    if (word === undefined) return undefined;
    const message = `TOML has no "${word}"; omit the key instead`;
    return { message, span: { start: start + at, end: start + at + word.length } };
  },
  (place) => {
    const [written, content] = /^[“”„]([^“”„"\\]*)[“”]/.exec(place.line.slice(place.at)) ?? [];
    if (written === undefined) return undefined;
    return replace(place, written.length, 'a string needs straight quotes', `"${content}"`);
  },
  (place) =>
    place.line[place.at] === '=' && place.line[place.at - 1] === '='
      ? replace(place, 1, 'a key and its value need a single "=" between them', '')
      : undefined,
  /** `a = 2024-13-45` */
  ({ line, start, at }) => {
    const part = impossiblePart(line, at);
    return part && { message: part.message, span: { start: start + part.start, end: start + part.end } };
  },
  /** `severity = low` */
  (place) => {
    const [before, value] = /^[^=]*=[ \t]*([\p{L}\d*/][^"'#,=[\]{}\\]*)(?=#|$)/u.exec(place.line) ?? [];
    if (before === undefined || value === undefined || place.at < before.length - value.length)
      return undefined;
    const written = value.trimEnd();
    const whole = { ...place, at: before.length - value.length };
    return replace(whole, written.length, 'a string needs quotes', `"${written}"`);
  },
];

/** The escapes of TOML 1.0. */
const knownEscapes = /^[btnfr"\\uU\s]$/;
/** The beginning of a Windows path. */
const windowsPath = /(?:^|[^A-Za-z])[A-Za-z]:\\[^\\"]|(?:^|[^\\])\\\\\\\\?[A-Za-z]/;

/**
 * Returns a fix that doubles the backslashes of the string around an offset: unknown escapes, and in a
 * Windows path all of them, because there `\t` and `\n` start names.
 */
export function doubledBackslashes(text: string, offset: number): Fix | undefined {
  const string = stringAround(text, offset);
  if (string?.quotes[0] !== '"') return undefined;
  const content = text.slice(string.start, string.end);
  const isPath = windowsPath.test(content);
  const edits = [...content.matchAll(/\\([\s\S])/g)].flatMap(({ index, 1: escaped }) => {
    const isMeant = knownEscapes.test(escaped!) && !(isPath && /[btnfruU]/.test(escaped!));
    const at = string.start + index;
    return isMeant ? [] : [{ span: { start: at, end: at }, text: '\\' }];
  });
  return edits.length === 0 ? undefined : { title: 'Double the backslashes', edits };
}

function stringAround(text: string, offset: number): ScannedString | undefined {
  return scanStatements(text)
    .flatMap(({ strings }) => strings)
    .find(({ start, end }) => start < offset && offset < end);
}
