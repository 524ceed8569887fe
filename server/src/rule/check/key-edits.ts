import type { TextEdit } from '../../text/edits.js';
import type { TomlDocument } from '../../toml/document.js';
import { encodeString } from '../../toml/encode.js';
import type { Place } from '../../toml/places.js';

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

/** The entry whose name comes last in the alphabet before the key. */
function lastBefore(entries: readonly Place[], key: string): Place | undefined {
  let found: Place | undefined;
  for (const entry of entries) {
    const name = String(entry.path[1]);
    if (name < key && (!found || String(found.path[1]) < name)) found = entry;
  }
  return found;
}
