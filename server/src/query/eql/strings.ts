import type { CustomPatternMatcherReturn } from 'chevrotain';

/** Something wrong inside a string literal; offsets count from the first character of the literal. */
export interface StringFault {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly help?: string;
}

/** What the lexer found out about a string literal. */
export interface StringPayload {
  readonly value: string;
  readonly faults: readonly StringFault[];
}

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

function tokenMatch(image: string, payload: StringPayload): CustomPatternMatcherReturn {
  return Object.assign([image] as [string], { payload });
}

function lineEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  return end;
}

/**
 * A string in triple double quotes: no escapes, one line, the shortest close, and up to two more quotes directly
 * behind the closing three belong to the content (spec/EQL.md section 1).
 */
export function matchRaw(text: string, start: number): CustomPatternMatcherReturn | null {
  if (!text.startsWith('"""', start)) return null;
  const limit = lineEnd(text, start);
  const close = text.indexOf('"""', start + 3);
  if (close < 0 || close >= limit) {
    return tokenMatch(text.slice(start, limit), {
      value: text.slice(start + 3, limit),
      faults: [
        { start: 0, end: 3, message: 'this raw string is not closed on its line', help: 'end it with """' },
      ],
    });
  }
  let end = close + 3;
  for (let extra = 0; extra < 2 && text[end] === '"'; extra++) end++;
  return tokenMatch(text.slice(start, end), { value: text.slice(start + 3, end - 3), faults: [] });
}

/** A string in double quotes with its escapes resolved; what is wrong inside it is listed, the string is read on. */
export function matchQuoted(text: string, start: number): CustomPatternMatcherReturn | null {
  if (text[start] !== '"') return null;
  return matchDelimited(text, start, start, '"');
}

/** `'text'`, `?"text"`, `?'text'`: forms of older EQL. The payload's fault says what to write instead. */
export function matchSingleQuoted(text: string, start: number): CustomPatternMatcherReturn | null {
  const quoteAt = text[start] === '?' ? start + 1 : start;
  const quote = text[quoteAt];
  if (quote !== "'" && !(quote === '"' && quoteAt > start)) return null;
  if (quoteAt > start) {
    const limit = lineEnd(text, start);
    const close = text.indexOf(quote, quoteAt + 1);
    const end = close < 0 || close >= limit ? limit : close + 1;
    const message = `${text.slice(start, quoteAt + 1)} does not start a string in EQL`;
    const fault = {
      start: 0,
      end: end - start,
      message,
      help: 'use triple double quotes ["""] for an unescaped string',
    };
    return tokenMatch(text.slice(start, end), { value: text.slice(quoteAt + 1, end - 1), faults: [fault] });
  }
  const match = matchDelimited(text, start, quoteAt, quote);
  const payload = match.payload as StringPayload;
  const fault = {
    start: 0,
    end: match[0].length,
    message: "single quotes ['] do not define a string in EQL",
    help: 'use double quotes ["]',
  };
  return tokenMatch(match[0], { value: payload.value, faults: [fault] });
}

function matchDelimited(
  text: string,
  start: number,
  quoteAt: number,
  quote: string,
): [string] & { payload?: unknown } {
  const faults: StringFault[] = [];
  let value = '';
  let index = quoteAt + 1;
  for (;;) {
    const character = text[index];
    if (character === undefined || character === '\n' || character === '\r') {
      faults.push({
        start: 0,
        end: index - start,
        message: 'this string is not closed on its line',
        help: `end it with ${quote}`,
      });
      break;
    }
    if (character === quote) {
      index++;
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
        start: index - start,
        end: index - start + escaped.length,
        message: escaped.message,
        ...(escaped.help === undefined ? {} : { help: escaped.help }),
      });
    }
    index += escaped.length;
  }
  return Object.assign([text.slice(start, index)] as [string], {
    payload: { value, faults } satisfies StringPayload,
  });
}

interface Escape {
  readonly value: string;
  readonly length: number;
  readonly message?: string;
  readonly help?: string;
}

/** Reads the escape at the backslash; messages follow spec/EQL.md section 1, "Strings". */
function readEscape(text: string, at: number): Escape {
  const letter = text[at + 1];
  if (letter !== undefined && letter in simpleEscapes) return { value: simpleEscapes[letter]!, length: 2 };
  if (letter === 'u') return readUnicodeEscape(text, at);
  if (letter === undefined || letter === '\n' || letter === '\r') {
    return { value: '\\', length: 1, message: 'a backslash cannot end a line inside a string' };
  }
  return {
    value: `\\${letter}`,
    length: 2,
    message: `\\${letter} is not an escape of EQL strings (those are \\b \\t \\n \\f \\r \\" \\' \\\\ \\u{…})`,
    help: 'write \\\\ for a backslash, or use triple double quotes ["""] for an unescaped string',
  };
}

function readUnicodeEscape(text: string, at: number): Escape {
  const match = /^\\u\{([0-9A-Fa-f]+)\}/.exec(text.slice(at, at + 40));
  if (!match) {
    return {
      value: '\\u',
      length: 2,
      message: '\\u must be followed by 2 to 8 hexadecimal digits in braces',
      help: 'for example \\u{00e9}',
    };
  }
  const [whole, digits] = match as unknown as [string, string];
  const fail = (message: string): Escape => ({ value: '', length: whole.length, message });
  if (digits.length < 2 || digits.length > 8) {
    return fail(`a Unicode escape takes 2 to 8 hexadecimal digits, ${whole} has ${digits.length}`);
  }
  const code = Number.parseInt(digits, 16);
  if (code > 0x10ffff) return fail(`${digits} is not a Unicode character code; the last one is 10FFFF`);
  if (code >= 0xd800 && code <= 0xdfff) return fail(`${digits} is a surrogate code, not a character`);
  return { value: String.fromCodePoint(code), length: whole.length };
}
