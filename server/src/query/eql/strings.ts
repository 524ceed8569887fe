import type { Fix } from '../../text/problem.js';

/** The possible errors in a string literal. */
export type StringFaultKind =
  | 'backslash-at-end-of-line'
  | 'invalid-escape'
  | 'invalid-unicode-escape'
  | 'marked-string'
  | 'single-quotes'
  | 'unclosed-raw-string'
  | 'unclosed-string';

/** An error inside a string literal. Offsets count from the first character of the literal. */
export interface StringFault {
  readonly kind: StringFaultKind;
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly help?: string;
  readonly fix?: Fix;
}

/** The lexer's result for a string literal. */
export interface StringContent {
  readonly value: string;
  readonly faults: readonly StringFault[];
}

/** A string literal and where it ends. */
export interface ReadString {
  readonly end: number;
  readonly content: StringContent;
}

const noFaults: readonly StringFault[] = [];

const simpleEscapes: Readonly<Record<string, string>> = {
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
  '"': '"',
  "'": "'",
  '\\': '\\',
};

/** Returns where the line ends, or `limit` if that comes first: a line can contain many strings. */
function lineEnd(text: string, start: number, limit: number): number {
  let end = start;
  while (end < limit && text[end] !== '\n' && text[end] !== '\r') end++;
  return end;
}

/** Returns where a string that continues at `start` is closed in its line, and where it or the line ends. */
function closeInLine(
  text: string,
  quotes: string,
  start: number,
): { close: number | undefined; end: number } {
  const close = text.indexOf(quotes, start);
  const end = lineEnd(text, start, close < 0 ? text.length : close);
  return end === close ? { close, end: close + quotes.length } : { close: undefined, end };
}

/**
 * Reads a string in triple double quotes: no escapes, one line, the shortest close. Up to two more quotes
 * directly after the closing three belong to the content (docs/semantics/eql.md#strings). Returns undefined
 * if none starts here.
 */
export function readRaw(text: string, start: number): ReadString | undefined {
  if (!text.startsWith('"""', start)) return undefined;
  const found = closeInLine(text, '"""', start + 3);
  let { end } = found;
  if (found.close === undefined) {
    const message = 'this raw string is not closed on its line';
    const kind = 'unclosed-raw-string';
    const faults = [{ kind, start: 0, end: 3, message, help: 'end it with """' } as const];
    return { end, content: { value: text.slice(start + 3, end), faults } };
  }
  for (let extra = 0; extra < 2 && text[end] === '"'; extra++) end++;
  return { end, content: { value: text.slice(start + 3, end - 3), faults: noFaults } };
}

/** Reads a string in double quotes and resolves its escapes. Lists errors inside it, and continues. */
export function readQuoted(text: string, start: number): ReadString {
  return readDelimited(text, start, '"');
}

/**
 * Reads `'text'`, `?"text"`, `?'text'`: forms of older EQL, with a fault that says what to write instead.
 * Returns undefined if none starts here.
 */
export function readFormerString(text: string, start: number): ReadString | undefined {
  if (text[start] === '?') return readMarkedRaw(text, start);
  if (text[start] !== "'") return undefined;
  const { end, content } = readDelimited(text, start, "'");
  const image = text.slice(start, end);
  const quoted = `"${image.slice(1, -1).replace(/\\.|"/gs, (found) => (found === '"' ? '\\"' : found))}"`;
  const span = { start: 0, end: image.length };
  const fault = {
    kind: 'single-quotes' as const,
    ...span,
    message: "single quotes ['] do not define a string in EQL",
    help: 'use double quotes ["]',
    ...(content.faults.length === 0
      ? { fix: { title: 'Use double quotes', edits: [{ span, text: quoted }] } }
      : {}),
  };
  return { end, content: { value: content.value, faults: [fault] } };
}

function readMarkedRaw(text: string, start: number): ReadString | undefined {
  const quoteAt = start + 1;
  const quote = text[quoteAt];
  if (quote !== "'" && quote !== '"') return undefined;
  const { end } = closeInLine(text, quote, quoteAt + 1);
  const value = text.slice(quoteAt + 1, end - 1);
  const span = { start: 0, end: end - start };
  const raw = `"""${value}"""`;
  const isSafe = text[end - 1] === quote && end - 1 > quoteAt && !/"""|^"|"$/.test(value);
  const fault = {
    kind: 'marked-string' as const,
    ...span,
    message: `${text.slice(start, quoteAt + 1)} does not start a string in EQL`,
    help: 'use triple double quotes ["""] for an unescaped string',
    ...(isSafe ? { fix: { title: `Write ${raw}`, edits: [{ span, text: raw }] } } : {}),
  };
  return { end, content: { value, faults: [fault] } };
}

/** The characters of a string up to one with a special meaning. */
const plain = /[^"'\\\r\n]*/y;

function readDelimited(text: string, start: number, quote: string): ReadString {
  const faults: StringFault[] = [];
  let value = '';
  let index = start + 1;
  for (;;) {
    plain.lastIndex = index;
    plain.test(text);
    if (plain.lastIndex > index) {
      value += text.slice(index, plain.lastIndex);
      index = plain.lastIndex;
    }
    const character = text[index];
    if (character === quote) {
      index++;
      break;
    }
    if (character === undefined || character === '\n' || character === '\r') {
      faults.push({
        kind: 'unclosed-string',
        start: 0,
        end: index - start,
        message: 'this string is not closed on its line',
        help: `end it with ${quote}`,
      });
      break;
    }
    if (character !== '\\') {
      value += character;
      index++;
      continue;
    }
    const escaped = readEscape(text, index);
    value += escaped.value;
    if (escaped.message !== undefined) {
      faults.push({
        kind: escaped.kind ?? 'invalid-escape',
        start: index - start,
        end: index - start + escaped.length,
        message: escaped.message,
        ...(escaped.help === undefined ? {} : { help: escaped.help }),
      });
    }
    index += escaped.length;
  }
  if (faults.length === 0) return { end: index, content: { value, faults: noFaults } };
  return { end: index, content: { value, faults: withoutRepeats(text.slice(start, index), faults) } };
}

/** A Windows path: a drive, or two backslashes, and a name. */
const windowsPath = /(?<![A-Za-z])[A-Za-z]:\\[^\\"]|^["']\\\\[^\\]/;

/**
 * Merges unknown escapes, which have one cause: backslashes that are not doubled. In a path, `\t` is one of
 * them.
 */
function withoutRepeats(image: string, faults: readonly StringFault[]): readonly StringFault[] {
  const places = singleBackslashes(image);
  const single = new Set(places);
  const repeated = faults.filter(({ start }) => single.has(start));
  const [first] = repeated;
  if (!first) return faults;
  const written = [...new Set(repeated.map(({ start, end }) => image.slice(start, end)))];
  const edits = places.map((start) => ({ span: { start, end: start }, text: '\\' }));
  // A path that begins with two backslashes needs four.
  if (/^["']\\\\[^\\]/.test(image)) edits.unshift({ span: { start: 1, end: 1 }, text: '\\\\' });
  const one = {
    ...first,
    end: repeated.at(-1)!.end,
    message: written.length === 1 ? first.message : invalidEscapes(written),
    fix: { title: 'Double the backslashes', edits },
  };
  return faults.flatMap((fault) => (fault === first ? [one] : single.has(fault.start) ? [] : [fault]));
}

/** Returns the offsets of backslashes that do not escape the next character as intended. */
function singleBackslashes(image: string): number[] {
  const isPath = windowsPath.test(image);
  return [...image.matchAll(/\\(u\{|[\s\S])/g)].flatMap(({ index, 1: escaped }) => {
    const isMeant = isPath ? /["'\\{]/.test(escaped!) : escaped!.startsWith('u') || escaped! in simpleEscapes;
    return isMeant ? [] : [index];
  });
}

function invalidEscapes(written: readonly string[]): string {
  const noun = written.length === 1 ? 'escape' : 'escapes';
  return `invalid ${noun} ${written.join(', ')} in an EQL string (valid: \\b \\t \\n \\f \\r \\" \\' \\\\ \\u{…})`;
}

interface Escape {
  readonly value: string;
  readonly length: number;
  /** The error, if any. */
  readonly kind?: StringFaultKind;
  readonly message?: string;
  readonly help?: string;
}

/** Reads the escape at a backslash. Messages follow docs/semantics/eql.md#strings. */
function readEscape(text: string, at: number): Escape {
  const letter = text[at + 1];
  if (letter !== undefined && letter in simpleEscapes) return { value: simpleEscapes[letter]!, length: 2 };
  if (letter === 'u') return readUnicodeEscape(text, at);
  if (letter === undefined || letter === '\n' || letter === '\r') {
    return {
      value: '\\',
      length: 1,
      kind: 'backslash-at-end-of-line',
      message: 'a backslash cannot end a line inside a string',
    };
  }
  return {
    value: `\\${letter}`,
    length: 2,
    message: invalidEscapes([`\\${letter}`]),
    help: 'write \\\\ for a backslash, or use triple double quotes ["""] for an unescaped string',
  };
}

function readUnicodeEscape(text: string, at: number): Escape {
  const match = /^\\u\{([0-9A-Fa-f]+)\}/.exec(text.slice(at, at + 40));
  if (!match) {
    return {
      value: '\\u',
      length: 2,
      kind: 'invalid-unicode-escape',
      message: '\\u must be followed by 2 to 8 hexadecimal digits in braces',
      help: 'for example \\u{00e9}',
    };
  }
  const [whole, digits] = match as unknown as [string, string];
  const fail = (message: string): Escape => ({
    value: '',
    length: whole.length,
    kind: 'invalid-unicode-escape',
    message,
  });
  if (digits.length < 2 || digits.length > 8) {
    return fail(`a Unicode escape needs 2 to 8 hexadecimal digits, but ${whole} has ${digits.length}`);
  }
  const code = Number.parseInt(digits, 16);
  if (code > 0x10ffff) return fail(`${digits} is not a Unicode character code; the last one is 10FFFF`);
  if (code >= 0xd800 && code <= 0xdfff) return fail(`${digits} is a surrogate code, not a character`);
  return { value: String.fromCodePoint(code), length: whole.length };
}
