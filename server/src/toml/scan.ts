/**
 * A tolerant scan of TOML by statements: enough to know where strings and brackets open and close in any
 * text. Used to recover from errors in broken documents.
 */
export interface ScannedString {
  readonly start: number;
  readonly end: number;
  readonly quotes: string;
  readonly closed: boolean;
}

export interface Statement {
  /** The offset of the first character that is neither whitespace nor in a comment. */
  readonly start: number;
  /** The offset of the statement's end: its line break, or the end of the text. */
  readonly end: number;
  readonly strings: readonly ScannedString[];
  /** Brackets of the value that are still open at the end. */
  readonly openBrackets: readonly string[];
  /** The maximum number of brackets that are open at once. */
  readonly depth: number;
}

/** Scans all statements, in time linear in the length of the text. */
export function scanStatements(text: string): Statement[] {
  const statements: Statement[] = [];
  for (let start = skipLines(text, 0); start < text.length; ) {
    const statement = scanStatement(text, start);
    statements.push(statement);
    start = skipLines(text, statement.end);
  }
  return statements;
}

/** Returns the offset of the first character from an offset on that is not a space or tab. */
export function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at;
}

/**
 * Returns the offset of the first character from an offset on that is neither whitespace nor in a comment, or
 * the length of the text.
 */
export function skipLines(text: string, from: number): number {
  let position = from === 0 && text.charCodeAt(0) === 0xfeff ? 1 : from;
  while (position < text.length) {
    const character = text[position]!;
    if (character === '#') position = lineEnd(text, position);
    else if (character === ' ' || character === '\t' || character === '\r' || character === '\n') position++;
    else break;
  }
  return position;
}

/** Scans the statement at an offset. */
function scanStatement(text: string, start: number): Statement {
  const strings: ScannedString[] = [];
  const openBrackets: string[] = [];
  let depth = 0;
  let inValue = false;
  let position = start;
  while (position < text.length) {
    const character = text[position]!;
    if (character === '\n' && openBrackets.length === 0) break;
    if (character === '#') {
      position = lineEnd(text, position);
      continue;
    }
    if (character === '"' || character === "'") {
      const string = scanString(text, position);
      strings.push(string);
      position = string.end;
      continue;
    }
    if (character === '=') inValue = text[start] !== '[';
    else if (inValue && (character === '[' || character === '{')) {
      openBrackets.push(character);
      depth = Math.max(depth, openBrackets.length);
    } else if (inValue && (character === ']' || character === '}')) openBrackets.pop();
    position++;
  }
  return { start, end: position, strings, openBrackets, depth };
}

/** Returns the offset of the line feed that ends the line of `position`, or the length of the text. */
export function lineEnd(text: string, position: number): number {
  const end = text.indexOf('\n', position);
  return end < 0 ? text.length : end;
}

/** Returns the offset of the first character of the line of `position`. */
export function lineStart(text: string, position: number): number {
  return position === 0 ? 0 : text.lastIndexOf('\n', position - 1) + 1;
}

/** A single-line string without escapes, as most are. */
const plainString = /"[^"\\\n]+"|'[^'\n]+'/y;

/** Scans the string that opens at an offset. An unclosed one ends with its line, or with the text. */
export function scanString(text: string, start: number): ScannedString {
  const quote = text[start]!;
  plainString.lastIndex = start;
  if (plainString.test(text)) return { start, end: plainString.lastIndex, quotes: quote, closed: true };
  const triple = text[start + 1] === quote && text[start + 2] === quote;
  const quotes = triple ? quote.repeat(3) : quote;
  const contentStart = start + quotes.length;
  if (!triple) return scanLine(text, start, quote);
  let end = findClosing(text, contentStart, quotes);
  if (end < 0) return { start, end: text.length, quotes, closed: false };
  // Up to two quotes directly before the closing ones may belong to the content.
  for (let extra = 0; extra < 2 && text[end] === quote; extra++) end++;
  return { start, end, quotes, closed: true };
}

/**
 * Scans a single-line string. It does not search for quotes beyond the line, since each line can have many.
 */
function scanLine(text: string, start: number, quotes: string): ScannedString {
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at];
    if (character === quotes) return { start, end: at + 1, quotes, closed: true };
    if (character === '\n') return { start, end: text[at - 1] === '\r' ? at - 1 : at, quotes, closed: false };
    if (character === '\\' && quotes === '"' && text[at + 1] !== '\n') at++;
  }
  return { start, end: text.length, quotes, closed: false };
}

/**
 * Returns the offset after the closing quotes, or -1. In basic strings, quotes after an odd number of
 * backslashes do not close.
 */
function findClosing(text: string, start: number, quotes: string): number {
  for (let at = text.indexOf(quotes, start); at >= 0; at = text.indexOf(quotes, at + 1)) {
    if (quotes[0] === "'") return at + quotes.length;
    let backslash = at;
    while (backslash > start && text[backslash - 1] === '\\') backslash--;
    if ((at - backslash) % 2 === 0) return at + quotes.length;
  }
  return -1;
}
