import type { Span } from '../text/span.js';
import type { TomlPath } from './path.js';
import {
  createPlaceList,
  type Place,
  type PlaceKind,
  type PlaceList,
  type Places,
  pathId,
} from './places.js';
import { scanString, skipBlanks, skipLines } from './scan.js';
import { readString, type TomlStringStyle } from './string.js';

/** Thrown for syntax that TOML 1.0 does not allow. */
class Unexpected extends Error {}

/** A span whose end is only known after its contents have been read. */
interface OpenSpan {
  readonly start: number;
  end: number;
}

/** Everything up to what can follow a number, date or boolean. */
const scalar = /[^,\]}#\r\n]+/y;
const bareKey = /[\w-]+/y;
const integer = /^[+-]?(?:\d[\d_]*|0x[\da-fA-F_]+|0o[0-7_]+|0b[01_]+)$/;
const float = /^[+-]?(?:\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d[\d_]*)?|inf|nan)$/;
/** Added in TOML 1.1. */
const newEscape = /(?<!\\)(?:\\\\)*\\[ex]/;
/** Longer paths have no places: the cost of a place grows with its path. */
const longestPath = 200;
/** This many places are located individually: most rules have few findings to locate. */
const few = 4;

/** Returns the places of valid TOML 1.0, which are located on demand. */
export function findPlaces(text: string): Places {
  const single = new Map<string, Place | undefined>();
  let all: Places | undefined;
  const readAll = (): Places => {
    all ??= readPlaces(text);
    return all;
  };
  return {
    ordered: () => readAll().ordered(),
    get(path) {
      if (all || single.size === few) return readAll().get(path);
      const id = pathId(path);
      if (!single.has(id)) single.set(id, readPlaces(text, path).get(path));
      return single.get(id);
    },
    stringAt: createPlaceList(text).stringAt,
  };
}

/**
 * Reads the places of valid TOML 1.0, or of anything else up to the first error. With a `wanted` path, only
 * reads entries with its names, up to its value, whose place is the same as in the full list.
 */
export function readPlaces(text: string, wanted?: TomlPath): Places {
  const list = createPlaceList(text);
  isRead(text, list, wanted);
  return list;
}

/** Returns whether a text that smol-toml accepts is certainly TOML 1.0. */
export function isPlain(text: string): boolean {
  return isRead(text, undefined, undefined);
}

/** Returns whether the text could be read to its end, or to the wanted value. */
function isRead(text: string, list: PlaceList | undefined, wanted: TomlPath | undefined): boolean {
  try {
    read(text, list, wanted);
    return true;
  } catch (error) {
    if (error instanceof Unexpected) return false;
    throw error;
  }
}

/**
 * Adds the places to the list. Without a list, anything that smol-toml accepts but TOML 1.0 does not is
 * unexpected.
 */
function read(text: string, list: PlaceList | undefined, wanted: TomlPath | undefined): void {
  const wantedNames = wanted?.filter((step) => typeof step === 'string');
  /** The number of tables in each array of tables. */
  const counts = new Map<string, number>();
  let at = 0;

  function skip(): void {
    at = skipBlanks(text, at);
  }

  function take(expected: string): void {
    if (!text.startsWith(expected, at)) throw new Unexpected();
    at += expected.length;
  }

  /** Returns the match of the sticky pattern here. */
  function match(pattern: RegExp): string {
    pattern.lastIndex = at;
    const [matched] = pattern.exec(text) ?? [];
    if (matched === undefined) throw new Unexpected();
    at += matched.length;
    return matched;
  }

  function takeString(): TomlStringStyle {
    const { start, end, closed, quotes } = scanString(text, at);
    if (!closed) throw new Unexpected();
    const style = quotes[0] === '"' ? 'basic' : 'literal';
    if (!list && style === 'basic' && newEscape.test(text.slice(start, end))) throw new Unexpected();
    at = end;
    return quotes.length > 1 ? `multiline-${style}` : style;
  }

  /** Reads the names of a key, with their spans. */
  function readKey(): { names: string[]; spans: Span[] } {
    const names: string[] = [];
    const spans: Span[] = [];
    for (;;) {
      skip();
      const start = at;
      if (text[at] === '"' || text[at] === "'") {
        const style = takeString();
        names.push(readString(text, { start, end: at }, style).value);
      } else names.push(match(bareKey));
      spans.push({ start, end: at });
      skip();
      if (text[at] !== '.') return { names, spans };
      at++;
    }
  }

  /**
   * Returns whether the entry with these names, below this many matching ones, is the wanted value, contains
   * it or is in it.
   */
  function isWanted(names: readonly string[], level: number): boolean {
    return !wantedNames || names.every((name, index) => (wantedNames[level + index] ?? name) === name);
  }

  /**
   * Reads an entry below this many matching names. Skips its places if there is no path, or if it is not
   * wanted.
   */
  function readEntry(parent: TomlPath | undefined, level: number | undefined): boolean {
    const entry: OpenSpan = { start: at, end: at };
    const { names, spans } = readKey();
    const found = level === undefined || isWanted(names, level);
    let path = found ? parent : undefined;
    names.forEach((name, index) => {
      path = extend(path, name);
      if (path && index < names.length - 1) list?.add({ path, kind: 'table', key: spans[index]!, entry });
    });
    take('=');
    skip();
    readValue(path, spans.at(-1), entry);
    entry.end = at;
    return found;
  }

  /** For an element of an array, the entry is the value itself. */
  function readValue(path: TomlPath | undefined, key?: Span, around?: Span): void {
    const value: OpenSpan = { start: at, end: at };
    const add = (kind: PlaceKind, stringStyle?: TomlStringStyle): void => {
      if (!path) return;
      const entry = around ?? value;
      list?.add({ path, kind, ...(key && { key }), value, entry, ...(stringStyle && { stringStyle }) });
    };
    switch (text[at]) {
      case '"':
      case "'":
        add('string', takeString());
        break;
      case '[':
        add('array');
        readArray(path);
        break;
      case '{':
        add('inline-table');
        readInlineTable(path);
        break;
      default: {
        const written = match(scalar).trimEnd();
        const kind = kindOf(written);
        // There are dates that do not exist, and times without seconds.
        if (!list && kind === 'date') throw new Unexpected();
        add(kind);
        at = value.start + written.length;
      }
    }
    value.end = at;
  }

  function readArray(path: TomlPath | undefined): void {
    at++;
    for (let index = 0; ; index++) {
      at = skipLines(text, at);
      if (text[at] === ']') break;
      readValue(extend(path, index));
      at = skipLines(text, at);
      if (text[at] !== ']') take(',');
    }
    at++;
  }

  function readInlineTable(path: TomlPath | undefined): void {
    at++;
    skip();
    while (text[at] !== '}') {
      readEntry(path, undefined);
      skip();
      if (text[at] === '}') break;
      take(',');
      skip();
      if (text[at] === '}') throw new Unexpected();
    }
    at++;
  }

  /**
   * Returns the path of the table whose header was read, with the indexes of arrays. Adds it and its parents.
   */
  function openTable(
    list: PlaceList,
    names: readonly string[],
    keys: readonly Span[],
    entry: Span,
    inArray: boolean,
  ): TomlPath {
    const path: (string | number)[] = [];
    names.forEach((name, index) => {
      path.push(name);
      const opens = inArray && index === names.length - 1;
      const id = pathId(path);
      const count = (counts.get(id) ?? 0) + (opens ? 1 : 0);
      if (opens) counts.set(id, count);
      if (opens || index < names.length - 1)
        list.add({ path: [...path], kind: opens ? 'array-table' : 'table', key: keys[index]!, entry });
      if (count > 0) path.push(count - 1);
    });
    list.add({ path, kind: 'table', key: keys.at(-1)!, header: { ...entry }, entry });
    return path;
  }

  /** The table that entries belong to, without a path if it is not wanted. */
  let table: { readonly path: TomlPath | undefined; readonly level: number; readonly entry?: OpenSpan } = {
    path: list && [],
    level: 0,
  };

  function readHeader(): void {
    const start = at;
    const inArray = text[at + 1] === '[';
    at += inArray ? 2 : 1;
    const { names, spans } = readKey();
    take(inArray ? ']]' : ']');
    const entry: OpenSpan = { start, end: at };
    const path = list && isWanted(names, 0) ? openTable(list, names, spans, entry, inArray) : undefined;
    table = { path, level: names.length, entry };
  }

  for (at = skipLines(text, 0); at < text.length; at = skipLines(text, at)) {
    if (text[at] === '[') {
      readHeader();
      continue;
    }
    const found = readEntry(table.path, table.level);
    if (table.entry) table.entry.end = at;
    if (wanted && found && list?.get(wanted)?.value) return;
  }
}

/** Returns the path with one more step, or undefined if it gets too long. */
function extend(path: TomlPath | undefined, step: string | number): TomlPath | undefined {
  return path && path.length < longestPath ? [...path, step] : undefined;
}

function kindOf(written: string): PlaceKind {
  if (written === 'true' || written === 'false') return 'boolean';
  if (integer.test(written)) return 'integer';
  return float.test(written) ? 'float' : 'date';
}
