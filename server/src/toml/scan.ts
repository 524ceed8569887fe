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

/** Reads all statements; takes time linear in the length of the text. */
export function scanStatements(text: string): Statement[] {
  const statements: Statement[] = [];
  for (let start = skipLines(text, 0); start < text.length; ) {
    const strings: ScannedString[] = [];
    const statement = scanStatement(text, start, strings);
    statements.push({
      start,
      end: statement.end,
      strings,
      openBrackets: statement.openBrackets,
      depth: statement.depth,
    });
    start = skipLines(text, statement.end);
  }
  return statements;
}

/**
 * Whether a text may hold something that TOML 1.1 allows and TOML 1.0 does not, or that the parsers judge differently.
 * Never wrong when it says no.
 */
export function mayNeedStrictParser(text: string): boolean {
  for (let start = skipLines(text, 0); start < text.length; ) {
    const statement = scanStatement(text, start, undefined);
    if (statement.newerSyntax) return true;
    start = skipLines(text, statement.end);
  }
  return false;
}

/** Offset of the first character from an offset on that is neither a blank nor in a comment, or the length of the text. */
export function skipLines(text: string, from: number): number {
  let position = from === 0 && text.charCodeAt(0) === 0xfeff ? 1 : from;
  while (position < text.length) {
    const code = text.charCodeAt(position);
    if (code === hash) position = lineEnd(text, position);
    else if (code === 0x20 || code === 0x09 || code === 0x0d || code === newline) position++;
    else break;
  }
  return position;
}

const newline = 0x0a;
const doubleQuote = 0x22;
const hash = 0x23;
const singleQuote = 0x27;
const comma = 0x2c;
const equals = 0x3d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

interface ScannedStatement {
  readonly end: number;
  readonly openBrackets: readonly string[];
  readonly depth: number;
  readonly newerSyntax: boolean;
}

const none: readonly string[] = [];

/** Reads the statement at an offset; its strings are added to `strings` when that is given. */
function scanStatement(text: string, start: number, strings: ScannedString[] | undefined): ScannedStatement {
  const header = text.charCodeAt(start) === openBracket;
  let brackets: string[] | undefined;
  let depth = 0;
  let inlineTables = 0;
  let afterEquals = false;
  let afterComma = false;
  let newerSyntax = false;
  let position = start;

  while (position < text.length) {
    const code = text.charCodeAt(position);
    switch (code) {
      case newline:
        if (!brackets || brackets.length === 0) {
          return { end: position, openBrackets: none, depth, newerSyntax };
        }
        if (inlineTables > 0) newerSyntax = true;
        position++;
        continue;
      case hash:
        if (inlineTables > 0) newerSyntax = true;
        position = lineEnd(text, position);
        continue;
      case doubleQuote:
      case singleQuote: {
        const string = scanString(text, position);
        strings?.push(string);
        if (code === doubleQuote && holdsNewEscape(text, string)) newerSyntax = true;
        position = string.end;
        afterComma = false;
        continue;
      }
      case equals:
        afterEquals = true;
        break;
      case comma:
        afterComma = true;
        position++;
        continue;
      case openBracket:
      case openBrace:
        if (header || !afterEquals) break;
        brackets ??= [];
        brackets.push(code === openBrace ? '{' : '[');
        if (brackets.length > depth) depth = brackets.length;
        if (code === openBrace) inlineTables++;
        break;
      case closeBracket:
      case closeBrace:
        if (header || !afterEquals) break;
        if (code === closeBrace && afterComma) newerSyntax = true;
        if (brackets?.pop() === '{') inlineTables--;
        break;
      default:
        if (isDigit(code) && afterEquals && startsDate(text, position)) newerSyntax = true;
    }
    if (code !== 0x20 && code !== 0x09 && code !== 0x0d) afterComma = false;
    position++;
  }
  return { end: position, openBrackets: brackets ?? none, depth, newerSyntax };
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Dates, and times without seconds, differ between the versions and the parsers; numbers do not. */
function startsDate(text: string, position: number): boolean {
  const separator = text.charCodeAt(position + 1);
  return (separator === 0x2d || separator === 0x3a) && isDigit(text.charCodeAt(position + 2));
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

function holdsNewEscape(text: string, { start, end }: ScannedString): boolean {
  const written = text.slice(start, end);
  for (let at = written.indexOf('\\'); at >= 0; at = written.indexOf('\\', at + 2)) {
    const next = written[at + 1];
    if (next === 'e' || next === 'x') return true;
  }
  return false;
}

/** Reads the string that opens at an offset. One that is not closed ends with its line, or with the text. */
export function scanString(text: string, start: number): ScannedString {
  const quote = text[start]!;
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
