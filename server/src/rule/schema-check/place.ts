import type { Span } from '../../text/span.js';
import type { TomlDocument } from '../../toml/document.js';
import type { TomlPath } from '../../toml/path.js';

/** Where to point for a table: its header, or its key, or the beginning of the file. */
export function tableSpan(document: TomlDocument, path: TomlPath): Span {
  for (let length = path.length; length > 0; length--) {
    const place = document.placeAt(path.slice(0, length));
    const span = place?.header ?? place?.value ?? place?.key;
    if (span) return span;
  }
  return firstLine(document.text);
}

/** Where to point for a value; the table around it when the value has no place of its own. */
export function valueSpan(document: TomlDocument, path: TomlPath): Span {
  const place = document.placeAt(path);
  return place?.value ?? place?.header ?? place?.key ?? tableSpan(document, path.slice(0, -1));
}

/** Where to point for a key. */
export function keySpan(document: TomlDocument, path: TomlPath): Span {
  const place = document.placeAt(path);
  return place?.key ?? place?.header ?? tableSpan(document, path.slice(0, -1));
}

/** Whether a value or a header stands there; a table may exist only through the headers of tables below it. */
export function isWritten(document: TomlDocument, path: TomlPath): boolean {
  const place = document.placeAt(path);
  return place !== undefined && (place.kind !== 'table' || place.header !== undefined);
}

/** The span that removes a whole entry with its line, or undefined when it is not an entry on lines of its own. */
export function entryLines(document: TomlDocument, path: TomlPath): Span | undefined {
  const place = document.placeAt(path);
  if (!place?.key || place.header || place.kind === 'array-table') return undefined;
  const { text } = document;
  const start = place.entry.start === 0 ? 0 : text.lastIndexOf('\n', place.entry.start - 1) + 1;
  if (text.slice(start, place.entry.start).trim() !== '') return undefined;
  const lineBreak = text.indexOf('\n', place.entry.end);
  const end = lineBreak < 0 ? text.length : lineBreak + 1;
  return text.slice(place.entry.end, end).trim() === '' ? { start, end } : undefined;
}

function firstLine(text: string): Span {
  const end = text.search(/[\r\n]/);
  return { start: 0, end: end < 0 ? text.length : end };
}
