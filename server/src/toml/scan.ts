/**
 * A tolerant reading of TOML by statements: enough to say where strings and brackets open and close, whatever the
 * text is. Used to mend broken documents, and to notice syntax that came after TOML 1.0.
 */
export interface ScannedString {
  readonly start: number;
  readonly end: number;
  readonly quotes: string;
  readonly closed: boolean;
}

export interface Statement {
  /** Offset of the first character that is neither a blank nor in a comment. */
  readonly start: number;
  /** Offset behind the statement: its line break, or the end of the text. */
  readonly end: number;
  readonly strings: readonly ScannedString[];
  /** Brackets of the value that are still open at the end. */
  readonly openBrackets: readonly string[];
  /** The most brackets that are open at once. */
  readonly depth: number;
}

export interface Scan {
  readonly statements: readonly Statement[];
  /** Whether the text may hold something that TOML 1.1 allows and TOML 1.0 does not. Never wrong when it says no. */
  readonly mayNeedStrictParser: boolean;
}

const plain = /[^"'#{}[\],\n\d\\=]+/y;
/** Dates and times without seconds differ between the versions and the parsers; numbers do not. */
const dateLike = /\d+(?=[-:]\d)/y;
const number = /\d+/y;

/** Reads all statements; takes time linear in the length of the text. */
export function scanStatements(text: string): Scan {
  const statements: Statement[] = [];
  let strict = false;
  let position = text.charCodeAt(0) === 0xfeff ? 1 : 0;

  while (position < text.length) {
    const first = text[position]!;
    if (first === ' ' || first === '\t' || first === '\r' || first === '\n') {
      position++;
      continue;
    }
    if (first === '#') {
      position = lineEnd(text, position);
      continue;
    }
    const start = position;
    const header = first === '[';
    const strings: ScannedString[] = [];
    const brackets: string[] = [];
    let depth = 0;
    let inlineTables = 0;
    let afterEquals = false;
    let afterComma = false;

    while (position < text.length) {
      const character = text[position]!;
      if (character === '\n') {
        if (brackets.length === 0) break;
        if (inlineTables > 0) strict = true;
        position++;
        continue;
      }
      if (character === '#') {
        if (inlineTables > 0) strict = true;
        position = lineEnd(text, position);
        continue;
      }
      if (character === '"' || character === "'") {
        const string = scanString(text, position);
        strings.push(string);
        if (character === '"' && holdsNewEscape(text, string)) strict = true;
        position = string.end;
        afterComma = false;
        continue;
      }
      if (character === '=') afterEquals = true;
      if (!header && afterEquals) {
        if (character === '[' || character === '{') {
          brackets.push(character);
          if (brackets.length > depth) depth = brackets.length;
          if (character === '{') inlineTables++;
        } else if (character === ']' || character === '}') {
          if (character === '}' && afterComma) strict = true;
          if (brackets.pop() === '{') inlineTables--;
        }
      }
      if (character === ',') afterComma = true;
      else if (character !== ' ' && character !== '\t') afterComma = false;
      dateLike.lastIndex = position;
      const date = afterEquals ? dateLike.exec(text) : null;
      if (date) strict = true;
      number.lastIndex = position;
      plain.lastIndex = position;
      const rest = number.exec(text) ?? plain.exec(text);
      if (rest?.[0].trim()) afterComma = false;
      position += rest ? rest[0].length : 1;
    }
    statements.push({ start, end: position, strings, openBrackets: brackets, depth });
  }
  return { statements, mayNeedStrictParser: strict };
}

/** Offset of the line feed that ends the line of `position`, or the length of the text. */
export function lineEnd(text: string, position: number): number {
  const end = text.indexOf('\n', position);
  return end < 0 ? text.length : end;
}

/** Offset of the first character of the line of `position`. */
export function lineStart(text: string, position: number): number {
  return position === 0 ? 0 : text.lastIndexOf('\n', position - 1) + 1;
}

function holdsNewEscape(text: string, string: ScannedString): boolean {
  for (
    let at = text.indexOf('\\', string.start);
    at >= 0 && at < string.end;
    at = text.indexOf('\\', at + 2)
  ) {
    const next = text[at + 1];
    if (next === 'e' || next === 'x') return true;
  }
  return false;
}

function scanString(text: string, start: number): ScannedString {
  const quote = text[start]!;
  const quotes = text.startsWith(quote.repeat(3), start) ? quote.repeat(3) : quote;
  const contentStart = start + quotes.length;
  const limit = quotes.length === 3 ? text.length : lineEnd(text, start);
  let end = findClosing(text, contentStart, limit, quotes);
  const closed = end >= 0;
  if (!closed) end = limit > start && text[limit - 1] === '\r' ? limit - 1 : limit;
  // Up to two quotes may belong to the content directly before the closing ones.
  if (closed && quotes.length === 3) {
    for (let extra = 0; extra < 2 && text[end] === quote; extra++) end++;
  }
  return { start, end, quotes, closed };
}

/** Offset behind the closing quotes, or -1. */
function findClosing(text: string, start: number, limit: number, quotes: string): number {
  let from = start;
  let backslash = quotes[0] === '"' ? text.indexOf('\\', start) : -1;
  for (;;) {
    const at = text.indexOf(quotes, from);
    if (at < 0 || at + quotes.length > limit) return -1;
    while (backslash >= 0 && backslash < at) {
      from = backslash + 2;
      backslash = text.indexOf('\\', from);
    }
    if (from <= at) return at + quotes.length;
  }
}
