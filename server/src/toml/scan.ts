/**
 * A tolerant reading of TOML by statements: enough to say where strings and brackets open and close, whatever the
 * text is. Used to recover from errors in broken documents.
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

/** Reads all statements; takes time linear in the length of the text. */
export function scanStatements(text: string): Statement[] {
  const statements: Statement[] = [];
  for (let start = skipLines(text, 0); start < text.length; ) {
    const statement = scanStatement(text, start);
    statements.push(statement);
    start = skipLines(text, statement.end);
  }
  return statements;
}

/** Offset of the first character from an offset on that is no blank. */
export function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at;
}

/** Offset of the first character from an offset on that is neither a blank nor in a comment, or the length of the text. */
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

/** Reads the statement at an offset. */
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

/** Offset of the line feed that ends the line of `position`, or the length of the text. */
export function lineEnd(text: string, position: number): number {
  const end = text.indexOf('\n', position);
  return end < 0 ? text.length : end;
}

/** Offset of the first character of the line of `position`. */
export function lineStart(text: string, position: number): number {
  return position === 0 ? 0 : text.lastIndexOf('\n', position - 1) + 1;
}

/** In one line and without escapes, as most are. */
const plainString = /"[^"\\\n]+"|'[^'\n]+'/y;

/** Reads the string that opens at an offset. One that is not closed ends with its line, or with the text. */
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
  // Up to two quotes may belong to the content directly before the closing ones.
  for (let extra = 0; extra < 2 && text[end] === quote; extra++) end++;
  return { start, end, quotes, closed: true };
}

/** A string in one line: its quotes are not searched for behind the line, since each line can have many. */
function scanLine(text: string, start: number, quotes: string): ScannedString {
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at];
    if (character === quotes) return { start, end: at + 1, quotes, closed: true };
    if (character === '\n') return { start, end: text[at - 1] === '\r' ? at - 1 : at, quotes, closed: false };
    if (character === '\\' && quotes === '"' && text[at + 1] !== '\n') at++;
  }
  return { start, end: text.length, quotes, closed: false };
}

/** Offset behind the closing quotes, or -1. In basic strings quotes behind an odd number of backslashes do not close. */
function findClosing(text: string, start: number, quotes: string): number {
  for (let at = text.indexOf(quotes, start); at >= 0; at = text.indexOf(quotes, at + 1)) {
    if (quotes[0] === "'") return at + quotes.length;
    let backslash = at;
    while (backslash > start && text[backslash - 1] === '\\') backslash--;
    if ((at - backslash) % 2 === 0) return at + quotes.length;
  }
  return -1;
}
