import type { TextEdit } from '../../text/edits.js';
import type { Span } from '../../text/span.js';
import type { TomlDocument } from '../../toml/document.js';
import { encodeString } from '../../toml/encode.js';
import type { TomlPath } from '../../toml/path.js';
import type { Place } from '../../toml/places.js';
import { keySpan } from './place.js';

/** The text as a string in quotes. */
export function quoted(text: string): string {
  return `"${encodeString(text, 'basic')}"`;
}

/**
 * Writes a key into `[metadata]` or `[rule]`, where the alphabet puts it among the keys that are there. Undefined when
 * the table has no header. `value` is TOML.
 */
export function insertKey(
  document: TomlDocument,
  table: 'metadata' | 'rule',
  key: string,
  value: string,
): TextEdit | undefined {
  const entries = document.places().filter(({ path, key: own, header, kind }) => {
    const isEntry = own !== undefined && !header && kind !== 'table' && kind !== 'array-table';
    return isEntry && path.length === 2 && path[0] === table;
  });
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

/** Writes another name for the key at a path: in its entry, or in the headers of the table and of those below it. */
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

function isBelow(path: TomlPath, table: TomlPath): boolean {
  return table.every((step, index) => path[index] === step);
}

/** A part of the name in a header, counted from 0. */
function headerPart(text: string, header: Span, index: number): Span | undefined {
  const parts = text.slice(header.start, header.end).matchAll(/"(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+/g);
  const found = [...parts][index];
  if (!found) return undefined;
  const start = header.start + found.index;
  return { start, end: start + found[0].length };
}

/** The entry whose name comes last in the alphabet before the key. */
function lastBefore(entries: readonly Place[], key: string): Place | undefined {
  let found: Place | undefined;
  for (const entry of entries) {
    const name = String(entry.path[1]);
    if (name < key && (!found || String(found.path[1]) < name)) found = entry;
  }
  return found;
}
