import type { Span } from '../../text/span.js';
import type { TomlDocument } from '../../toml/document.js';
import type { TomlPath } from '../../toml/path.js';

/** Returns the span to report for a table: its header, its key, or the beginning of the file. */
export function tableSpan(document: TomlDocument, path: TomlPath): Span {
  for (let length = path.length; length > 0; length--) {
    const place = document.placeAt(path.slice(0, length));
    const span = place?.header ?? place?.value ?? place?.key;
    if (span) return span;
  }
  return firstLine(document.text);
}

/** Returns the span to report for a value, or for its table if the value has no span. */
export function valueSpan(document: TomlDocument, path: TomlPath): Span {
  const place = document.placeAt(path);
  return place?.value ?? place?.header ?? place?.key ?? tableSpan(document, path.slice(0, -1));
}

/** Returns the span to report for a key. */
export function keySpan(document: TomlDocument, path: TomlPath): Span {
  const place = document.placeAt(path);
  return place?.key ?? place?.header ?? tableSpan(document, path.slice(0, -1));
}

/**
 * Returns whether there is a value or header: a table may exist only through the headers of its subtables.
 */
export function isWritten(document: TomlDocument, path: TomlPath): boolean {
  const place = document.placeAt(path);
  return place !== undefined && (place.kind !== 'table' || place.header !== undefined);
}

/**
 * Returns the span that removes an entry with its lines, or undefined if it shares a line with something
 * else.
 */
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
