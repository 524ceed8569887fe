import type { TextEdit } from '../../text/edits.js';
import type { Span } from '../../text/span.js';
import type { TomlDocument } from '../../toml/document.js';
import { encodeString } from '../../toml/encode.js';
import type { TomlPath } from '../../toml/path.js';
import type { Place } from '../../toml/places.js';
import { keySpan } from './place.js';

/** Returns a quoted string. */
export function quoted(text: string): string {
  return `"${encodeString(text, 'basic')}"`;
}

/**
 * Inserts a key into `[metadata]` or `[rule]`, in alphabetical order among the existing keys. Returns
 * undefined if the table has no header. `value` is TOML.
 */
export function insertKey(
  document: TomlDocument,
  table: 'metadata' | 'rule',
  key: string,
  value: string,
): TextEdit | undefined {
  const entries = document
    .places()
    .filter((place) => isEntry(place) && place.path.length === 2 && place.path[0] === table);
  const lineBreak = document.text.includes('\r\n') ? '\r\n' : '\n';
  const line = `${key} = ${value}`;
  const before = lastBefore(entries, key);
  const header = document.placeAt([table])?.header;
  if (!before && !header) return undefined;
  const from = before ? before.entry.end : header!.end;
  const end = document.text.indexOf('\n', from);
  const at = end < 0 ? document.text.length : end + 1;
  const text = end < 0 ? `${lineBreak}${line}` : `${line}${lineBreak}`;
  return { span: { start: at, end: at }, text };
}

/**
 * Appends a key after the last one of a table with a header and keys of its own. Returns undefined for any
 * other table. `value` is TOML.
 */
export function appendKey(
  document: TomlDocument,
  table: TomlPath,
  key: string,
  value: string,
): TextEdit | undefined {
  if (!document.placeAt(table)?.header) return undefined;
  const last = document
    .places()
    .findLast(
      (place) => isEntry(place) && place.path.length === table.length + 1 && isBelow(place.path, table),
    );
  if (!last) return undefined;
  const { text } = document;
  const indent = /[ \t]*$/.exec(text.slice(0, last.entry.start))![0];
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const end = text.indexOf('\n', last.entry.end);
  const line = `${indent}${key} = ${value}`;
  const at = end < 0 ? text.length : end + 1;
  return { span: { start: at, end: at }, text: end < 0 ? `${lineBreak}${line}` : `${line}${lineBreak}` };
}

/** Renames the key at a path: in its entry, or in the headers of the table and its subtables. */
export function renameKey(document: TomlDocument, path: TomlPath, name: string): TextEdit[] {
  const own = keySpan(document, path);
  const starts = new Set<number>();
  const depth = path.filter((step) => typeof step === 'string').length - 1;
  const edits: TextEdit[] = [];
  for (const { header, path: below } of document.places()) {
    if (!header || !isBelow(below, path)) continue;
    const part = headerPart(document.text, header, depth);
    if (!part || starts.has(part.start)) continue;
    starts.add(part.start);
    edits.push({ span: part, text: name });
  }
  return edits.length > 0 ? edits : [{ span: own, text: name }];
}

/**
 * Removes the first step of a path from the headers of its table and subtables. Returns undefined if a part
 * of the table is not below such a header.
 */
export function liftTable(document: TomlDocument, path: TomlPath): TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  const isHeaded = document.placeAt(path)?.header !== undefined;
  for (const place of document.places()) {
    if (!isBelow(place.path, path)) continue;
    if (isEntry(place) && place.path.length <= path.length + 1 && !isHeaded) return undefined;
    const first = place.header && headerPart(document.text, place.header, 0);
    const second = place.header && headerPart(document.text, place.header, 1);
    if (first && second) edits.push({ span: { start: first.start, end: second.start }, text: '' });
  }
  return edits.length > 0 ? edits : undefined;
}

/** Returns whether a place is a key with its value rather than a header. */
function isEntry({ key, header, kind }: Place): boolean {
  return key !== undefined && !header && kind !== 'table' && kind !== 'array-table';
}

/** Returns whether a path is that of a table or of something in it. */
export function isBelow(path: TomlPath, table: TomlPath): boolean {
  return table.every((step, index) => path[index] === step);
}

/** Returns the span of a component of the name in a header, counted from 0. */
function headerPart(text: string, header: Span, index: number): Span | undefined {
  const parts = text.slice(header.start, header.end).matchAll(/"(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+/g);
  const found = [...parts][index];
  if (!found) return undefined;
  const start = header.start + found.index;
  return { start, end: start + found[0].length };
}

/** Returns the entry with the alphabetically last name before the key. */
function lastBefore(entries: readonly Place[], key: string): Place | undefined {
  let found: Place | undefined;
  for (const entry of entries) {
    const name = String(entry.path[1]);
    if (name < key && (!found || String(found.path[1]) < name)) found = entry;
  }
  return found;
}
