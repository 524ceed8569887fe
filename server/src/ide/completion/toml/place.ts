import type { Span } from '../../../text/span.js';
import type { TomlDocument } from '../../../toml/document.js';
import type { TomlPath } from '../../../toml/path.js';

/** The cursor position in a rule's TOML, derived from its line, which may be unfinished. */
export type TomlPlace =
  /** In a header; the span includes its brackets. */
  | { readonly kind: 'header'; readonly span: Span; readonly prefix: string }
  | {
      readonly kind: 'key';
      readonly span: Span;
      readonly prefix: string;
      readonly table: TomlPath;
      /** Whether `=` already follows. */
      readonly assigned: boolean;
      /** Whether the table is written as `{ … }`. */
      readonly inline: boolean;
    }
  | {
      readonly kind: 'value';
      readonly span: Span;
      readonly prefix: string;
      /** The key's path, without list indexes at its end. */
      readonly path: TomlPath;
      readonly inList: boolean;
      /** The quote of the string that contains the cursor, and whether the string is closed. */
      readonly string?: { readonly quote: string; readonly closed: boolean };
    };

/** Length limit of a line: nobody edits longer ones by hand. */
const longestLine = 4096;

/**
 * Returns the position at an offset, or undefined in comments, in multi-line strings and after complete
 * values.
 */
export function tomlPlaceAt(document: TomlDocument, offset: number): TomlPlace | undefined {
  const { text } = document;
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  if (offset - start > longestLine) return undefined;
  const before = text.slice(start, offset);
  const behind = /^[^\r\n]*/.exec(text.slice(offset, offset + longestLine))![0];
  const location = document.pathAt(offset);
  if (location.part === 'value') {
    const begins = (path: TomlPath) => document.placeAt(path)?.value?.start ?? start;
    const path = listPath(location.path);
    if (document.placeAt(location.path)?.stringStyle !== undefined && begins(location.path) < start)
      return undefined;
    if (begins(path) < start) return inEntry(before, behind, offset, path, true);
  }

  const header = /^[ \t]*(\[\[?[ \t]*[\w. \t-]*)$/.exec(before);
  if (header) {
    const typed = header[1]!;
    const closing = /^[\w.]*[ \t]*\]{0,2}/.exec(behind)![0].length;
    return { kind: 'header', span: { start: offset - typed.length, end: offset + closing }, prefix: typed };
  }
  const key = /^[ \t]*([\w-]*)$/.exec(before);
  const table = tableAbove(document, offset);
  if (key) return keyPlace(key[1]!, behind, offset, table, false);
  const entry = /^[ \t]*([\w-]+(?:\.[\w-]+)*)[ \t]*=[ \t]*(.*)$/s.exec(before);
  if (!entry) return undefined;
  return inEntry(entry[2]!, behind, offset, [...table, ...entry[1]!.split('.')], false);
}

/** Returns the table of the last header above the offset. */
function tableAbove(document: TomlDocument, offset: number): TomlPath {
  return document.places().findLast(({ header }) => header && header.start < offset)?.path ?? [];
}

/** Returns the list's path for the path of an element; other paths are unchanged. */
function listPath(path: TomlPath): TomlPath {
  let end = path.length;
  while (end > 0 && typeof path[end - 1] === 'number') end--;
  return path.slice(0, end);
}

function keyPlace(
  prefix: string,
  behind: string,
  offset: number,
  table: TomlPath,
  inline: boolean,
): TomlPlace {
  const rest = /^[\w-]*/.exec(behind)![0].length;
  const assigned = /^[\w-]*[ \t]*=/.test(behind);
  return {
    kind: 'key',
    span: { start: offset - prefix.length, end: offset + rest },
    prefix,
    table,
    assigned,
    inline,
  };
}

/** The unclosed syntax at the end of a value's text. */
interface Open {
  quote: string | undefined;
  /** Start of the unclosed string's content, else of the last word. */
  start: number;
  brackets: string;
  /** The last non-whitespace character outside strings and before the last word. */
  last: string;
  /** Key before the last `=` in an inline table, and those of the enclosing tables. */
  key: string | undefined;
  outer: (string | undefined)[];
}

function inEntry(
  value: string,
  behind: string,
  offset: number,
  path: TomlPath,
  inList: boolean,
): TomlPlace | undefined {
  if (/"""|'''/.test(value)) return undefined;
  const open = scan(value);
  if (!open) return undefined;
  const prefix = value.slice(open.start);
  const start = offset - prefix.length;
  const inTable = open.brackets.endsWith('{');
  const listed = inTable ? false : inList || open.brackets.endsWith('[');
  const target = [...path, ...[...open.outer, open.key].filter((key) => key !== undefined)];
  if (open.quote !== undefined) {
    if (inTable && open.key === undefined) return undefined;
    const closed = (behind.split(open.quote).length - 1) % 2 === 1;
    const end = closed ? offset + behind.indexOf(open.quote) : offset;
    const string = { quote: open.quote, closed };
    return { kind: 'value', span: { start, end }, prefix, path: target, inList: listed, string };
  }
  if (inTable && open.key === undefined) {
    return open.last === '{' || open.last === ','
      ? keyPlace(prefix, behind, offset, target, true)
      : undefined;
  }
  if (!['', '=', '[', ','].includes(open.last)) return undefined;
  const end = offset + /^[\w.-]*/.exec(behind)![0].length;
  return { kind: 'value', span: { start, end }, prefix, path: target, inList: listed };
}

/** Returns undefined if the text ends in a comment. */
function scan(value: string): Open | undefined {
  const open: Open = { quote: undefined, start: 0, brackets: '', last: '', key: undefined, outer: [] };
  let word = '';
  for (let index = 0; index < value.length; index++) {
    const character = value[index]!;
    if (open.quote !== undefined) {
      if (character === '\\' && open.quote === '"') index++;
      else if (character === open.quote) {
        open.quote = undefined;
        open.last = character;
      }
      continue;
    }
    if (/[\w.-]/.test(character)) {
      if (word === '') open.start = index;
      word += character;
      continue;
    }
    if (character === '#') return undefined;
    if (character === '"' || character === "'") {
      open.quote = character;
      open.start = index + 1;
    } else if ('[{'.includes(character)) {
      open.brackets += character;
      if (character === '{') {
        open.outer.push(open.key);
        open.key = undefined;
      }
    } else if (']}'.includes(character)) {
      open.brackets = open.brackets.slice(0, -1);
      if (character === '}') open.key = open.outer.pop();
    } else if (character === '=') open.key = word === '' ? open.key : word;
    else if (character === ',' && !open.brackets.endsWith('[')) open.key = undefined;
    if (/\s/.test(character)) {
      const next = /^\s*=/.test(value.slice(index));
      if (word !== '' && !next) open.last = word;
    } else if (open.quote === undefined) open.last = character;
    if (!/\s/.test(character) || !/^\s*=/.test(value.slice(index))) word = '';
  }
  if (open.quote === undefined && word === '') open.start = value.length;
  return open;
}
