import type { TomlTableValue, TomlValue } from './path.js';
import { scanString, skipLines } from './scan.js';
import { readEscape } from './string.js';
import { bareKey, deepest, giveUp, match, skipBlanks, take, unlessGivenUp } from './usual.js';

/** Control characters: nothing in TOML can hold them as they are. What is allowed is the faster thing to test for. */
const forbidden = /[^\t\n\r\x20-\x7e\x80-\uffff]/;
/** Not a line break in TOML. */
const loneCarriageReturn = /\r(?!\n)/;
/** In one line and without escapes, as most are. */
const plainString = /"[^"\\\n]*"(?!")|'[^'\n]*'(?!')/y;
/** As many digits as a number can have without loss. */
const integer = /0|-?[1-9]\d{0,14}/y;

export interface ReadText {
  readonly values: TomlTableValue;
  /** Offsets of all headers and of the keys of all entries below them, in order. */
  readonly statements: readonly number[];
}

/**
 * The values of a text in the part of TOML 1.0 that rules are written in: keys without dots, strings, integers, booleans,
 * lists, tables in a line, and headers. Undefined where anything else comes, valid or not. What is returned is what the
 * library returns, in a third of the time: that looks at each character, and takes newer versions of TOML, which only a
 * second pass rules out.
 */
export function readValues(text: string): ReadText | undefined {
  if (forbidden.test(text) || (text.includes('\r') && loneCarriageReturn.test(text))) return undefined;
  return unlessGivenUp(() => read(text));
}

function read(text: string): ReadText {
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  /** Tables and lists of tables that headers opened: only these can be added to by other headers. */
  const opened = new Set<TomlValue>();

  /** What the pattern matches here. */
  function readMatch(pattern: RegExp): string {
    const start = at;
    at = match(text, start, pattern);
    return text.slice(start, at);
  }

  function readName(): string {
    const quoted = text[at] === '"' || text[at] === "'";
    return quoted ? readMatch(plainString).slice(1, -1) : readMatch(bareKey);
  }

  function readEntry(table: TomlTableValue, depth: number): void {
    const name = readName();
    if (table[name] !== undefined) giveUp();
    at = skipBlanks(text, at);
    at = take(text, at, '=');
    at = skipBlanks(text, at);
    table[name] = readValue(depth);
  }

  function readValue(depth: number): TomlValue {
    switch (text[at]) {
      case '"':
      case "'":
        return readString();
      case '[':
        return readArray(depth + 1);
      case '{':
        return readInlineTable(depth + 1);
      case 't':
        at = take(text, at, 'true');
        return true;
      case 'f':
        at = take(text, at, 'false');
        return false;
      default:
        return Number(readMatch(integer));
    }
  }

  function readString(): string {
    const start = at;
    plainString.lastIndex = at;
    if (plainString.test(text)) {
      at = plainString.lastIndex;
      return text.slice(start + 1, at - 1);
    }
    const { end, closed, quotes } = scanString(text, start);
    if (!closed) giveUp();
    at = end;
    let first = start + quotes.length;
    if (quotes.length > 1) {
      if (text[first] === '\n') first++;
      else if (text[first] === '\r') first += 2;
    }
    const content = text.slice(first, end - quotes.length);
    return quotes[0] === '"' ? resolveEscapes(content, quotes.length > 1) : content;
  }

  function readArray(depth: number): TomlValue[] {
    if (depth > deepest) giveUp();
    const elements: TomlValue[] = [];
    at++;
    for (;;) {
      at = skipLines(text, at);
      if (text[at] === ']') break;
      elements.push(readValue(depth));
      at = skipLines(text, at);
      if (text[at] !== ']') at = take(text, at, ',');
    }
    at++;
    return elements;
  }

  function readInlineTable(depth: number): TomlTableValue {
    if (depth > deepest) giveUp();
    const table: TomlTableValue = Object.create(null);
    at++;
    at = skipBlanks(text, at);
    while (text[at] !== '}') {
      readEntry(table, depth);
      at = skipBlanks(text, at);
      if (text[at] === '}') break;
      at = take(text, at, ',');
      at = skipBlanks(text, at);
      // A comma before the end came with TOML 1.1.
      if (text[at] === '}') giveUp();
    }
    at++;
    return table;
  }

  /** The table that a header opens. */
  function readHeader(root: TomlTableValue): TomlTableValue {
    const inList = text[at + 1] === '[';
    at += inList ? 2 : 1;
    at = skipBlanks(text, at);
    let parent = root;
    let name = readName();
    at = skipBlanks(text, at);
    for (let count = 1; text[at] === '.'; count++) {
      if (count === deepest) giveUp();
      at++;
      at = skipBlanks(text, at);
      parent = tableIn(parent, name);
      name = readName();
      at = skipBlanks(text, at);
    }
    at = take(text, at, inList ? ']]' : ']');
    return inList ? addToList(parent, name) : open(parent, name);
  }

  /** The table, or the last one of the list, that headers opened under a name. */
  function tableIn(parent: TomlTableValue, name: string): TomlTableValue {
    const found = parent[name];
    if (found === undefined) return open(parent, name);
    if (!opened.has(found)) giveUp();
    return (Array.isArray(found) ? found[found.length - 1] : found) as TomlTableValue;
  }

  function open(parent: TomlTableValue, name: string): TomlTableValue {
    if (parent[name] !== undefined) giveUp();
    const table: TomlTableValue = Object.create(null);
    parent[name] = table;
    opened.add(table);
    return table;
  }

  function addToList(parent: TomlTableValue, name: string): TomlTableValue {
    let list = parent[name];
    if (list === undefined) {
      list = [];
      parent[name] = list;
      opened.add(list);
    } else if (!Array.isArray(list) || !opened.has(list)) {
      giveUp();
    }
    const table: TomlTableValue = Object.create(null);
    list.push(table);
    return table;
  }

  function endLine(): void {
    at = skipBlanks(text, at);
    const character = text[at];
    if (character !== '\n' && character !== '\r' && character !== '#' && at < text.length) giveUp();
  }

  const root: TomlTableValue = Object.create(null);
  const statements: number[] = [];
  let table = root;
  for (at = skipLines(text, at); at < text.length; at = skipLines(text, at)) {
    statements.push(at);
    if (text[at] === '[') table = readHeader(root);
    else readEntry(table, 0);
    endLine();
  }
  return { values: root, statements };
}

/** The content of a basic string with its escapes resolved. */
function resolveEscapes(content: string, multiline: boolean): string {
  let value = '';
  let from = 0;
  for (;;) {
    const backslash = content.indexOf('\\', from);
    if (backslash < 0) return from === 0 ? content : value + content.slice(from);
    const resolved = readEscape(content, backslash, content.length, multiline ? 'multiline-basic' : 'basic');
    // A backslash that escapes nothing.
    if (resolved.length === 1) giveUp();
    value += content.slice(from, backslash) + resolved.value;
    from = backslash + resolved.length;
  }
}
