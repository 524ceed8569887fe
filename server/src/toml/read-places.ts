import type { Span } from '../text/span.js';
import type { TomlPath } from './path.js';
import { createPlaceList, type PlaceKind, type Places } from './places.js';
import { scanString, skipLines } from './scan.js';
import { readString, type TomlStringStyle } from './string.js';
import { bareKey, deepest, giveUp, match, skipBlanks, take, unlessGivenUp } from './usual.js';

/** A span whose end is not known before what stands inside has been read. */
interface OpenSpan {
  readonly start: number;
  end: number;
}

/** A key of one or more names. */
interface Key {
  readonly names: readonly string[];
  readonly spans: readonly Span[];
}

/** A table whose entries are being read. */
interface OpenTable {
  /** The number of names in its header. */
  readonly level: number;
  /** These names, with the indexes of arrays. */
  readonly path: TomlPath;
  /** Undefined for the table without a header. */
  readonly entry: OpenSpan | undefined;
}

/** Up to what can stand behind a number, date or boolean. */
const scalar = /[^,\]}#\r\n]*/y;
const integer = /^[+-]?(?:\d[\d_]*|0x[\da-fA-F_]+|0o[0-7_]+|0b[01_]+)$/;
const float = /^[+-]?(?:\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d[\d_]*)?|inf|nan)$/;

/** What to look for when not all places are asked for. */
export interface Wanted {
  readonly path: TomlPath;
  /** Offsets of all headers and of the keys of all entries below them. */
  readonly statements: readonly number[];
}

/**
 * The places of a text that is known to be valid TOML 1.0, in a fraction of the time that a syntax tree takes. Undefined
 * where something comes that is rare in rules, such as a date; what is returned is what a syntax tree gives. Where one
 * path is `wanted`, only what bears its names is looked into, up to the value there: that place is as it is among all.
 */
export function readPlaces(text: string, wanted?: Wanted): Places | undefined {
  return unlessGivenUp(() => read(text, wanted));
}

function read(text: string, wanted: Wanted | undefined): Places {
  const { add, addTable, places } = createPlaceList(text);
  const wantedNames = wanted?.path.filter((step) => typeof step === 'string');
  /** The number of tables in each array of tables. */
  const counts = new Map<string, number>();
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;

  function readKey(): Key {
    const names: string[] = [];
    const spans: Span[] = [];
    for (;;) {
      at = skipBlanks(text, at);
      const start = at;
      if (text[at] === '"' || text[at] === "'") {
        const { end, closed, quotes } = scanString(text, start);
        if (!closed || quotes.length > 1) giveUp();
        names.push(readString(text, { start, end }, quotes === '"' ? 'basic' : 'literal').value);
        at = end;
      } else {
        at = match(text, start, bareKey);
        names.push(text.slice(start, at));
      }
      spans.push({ start, end: at });
      at = skipBlanks(text, at);
      if (text[at] !== '.') return { names, spans };
      at++;
    }
  }

  /** Whether what stands under these names, below so many others that are wanted, is the wanted value, around it or in it. */
  function isWanted(names: readonly string[], level: number): boolean {
    return !wantedNames || names.every((name, index) => (wantedNames[level + index] ?? name) === name);
  }

  function readEntry(parent: TomlPath, depth: number): void {
    const entry: OpenSpan = { start: at, end: at };
    readEntryOf(readKey(), entry, parent, depth);
  }

  function readEntryOf({ names, spans }: Key, entry: OpenSpan, parent: TomlPath, depth: number): void {
    let path = parent;
    names.forEach((name, index) => {
      path = [...path, name];
      if (index < names.length - 1) add({ path, kind: 'table', key: spans[index]!, entry });
    });
    at = take(text, at, '=');
    at = skipBlanks(text, at);
    readValue(path, spans.at(-1), entry, depth);
    entry.end = at;
  }

  /** Of an element of an array the entry is the value itself. */
  function readValue(path: TomlPath, key: Span | undefined, around: Span | undefined, depth: number): void {
    if (depth > deepest) giveUp();
    const value: OpenSpan = { start: at, end: at };
    const entry = around ?? value;
    const place = (kind: PlaceKind, stringStyle?: TomlStringStyle): void => {
      add({ path, kind, ...(key ? { key } : {}), value, entry, ...(stringStyle ? { stringStyle } : {}) });
    };
    switch (text[at]) {
      case '"':
      case "'": {
        const { end, closed, quotes } = scanString(text, at);
        if (!closed) giveUp();
        const style = quotes[0] === '"' ? 'basic' : 'literal';
        place('string', quotes.length > 1 ? `multiline-${style}` : style);
        at = end;
        break;
      }
      case '[':
        place('array');
        readArray(path, depth);
        break;
      case '{':
        place('inline-table');
        readInlineTable(path, depth);
        break;
      default: {
        const written = text.slice(at, match(text, at, scalar)).trimEnd();
        place(kindOf(written));
        at += written.length;
      }
    }
    value.end = at;
  }

  function readArray(path: TomlPath, depth: number): void {
    at++;
    for (let index = 0; ; index++) {
      at = skipLines(text, at);
      if (text[at] === ']') break;
      readValue([...path, index], undefined, undefined, depth + 1);
      at = skipLines(text, at);
      if (text[at] !== ']') at = take(text, at, ',');
    }
    at++;
  }

  function readInlineTable(path: TomlPath, depth: number): void {
    at++;
    for (;;) {
      at = skipBlanks(text, at);
      if (text[at] === '}') break;
      readEntry(path, depth + 1);
      at = skipBlanks(text, at);
      if (text[at] !== '}') at = take(text, at, ',');
    }
    at++;
  }

  /** The path of the table that a header opens, with the indexes of arrays. */
  function pathOf(names: readonly string[], inArray: boolean): TomlPath {
    const path: (string | number)[] = [];
    let id = '';
    names.forEach((name, index) => {
      path.push(name);
      id += `\u0000${name}`;
      const opens = inArray && index === names.length - 1;
      const count = (counts.get(id) ?? 0) + (opens ? 1 : 0);
      if (opens) counts.set(id, count);
      if (count === 0) return;
      path.push(count - 1);
      id += `\u0000${count - 1}`;
    });
    return path;
  }

  /** The table whose header stands here; undefined when it is not wanted. */
  function readHeader(): OpenTable | undefined {
    const start = at;
    const inArray = text[at + 1] === '[';
    at += inArray ? 2 : 1;
    const { names, spans } = readKey();
    at = take(text, at, inArray ? ']]' : ']');
    if (!isWanted(names, 0)) return undefined;
    const path = pathOf(names, inArray);
    const entry: OpenSpan = { start, end: at };
    addTable({ path, inArray, keys: spans, header: { start, end: at }, entry });
    return { level: names.length, path, entry };
  }

  let table: OpenTable | undefined = { level: 0, path: [], entry: undefined };

  /** Reads what begins here; whether it was a wanted entry. */
  function readStatement(): boolean {
    if (text[at] === '[') {
      table = readHeader();
      return false;
    }
    if (!table) return false;
    const entry: OpenSpan = { start: at, end: at };
    const key = readKey();
    if (!isWanted(key.names, table.level)) return false;
    readEntryOf(key, entry, table.path, 0);
    if (table.entry) table.entry.end = at;
    return true;
  }

  if (!wanted) {
    for (at = skipLines(text, at); at < text.length; at = skipLines(text, at)) readStatement();
    return places;
  }
  for (const start of wanted.statements) {
    at = start;
    if (readStatement() && places.get(wanted.path)?.value) break;
  }
  return places;
}

function kindOf(written: string): PlaceKind {
  if (written === 'true' || written === 'false') return 'boolean';
  if (integer.test(written)) return 'integer';
  if (float.test(written)) return 'float';
  giveUp();
}
