import { append } from '../../text/append.js';
import { parseToml } from '../document.js';
import { isTable, type TomlValue } from '../path.js';
import { formatEntry, keyOf } from './entry.js';
import { type Layout, type LayoutStatement, type LayoutTable, readLayout } from './layout.js';

/** The order of tables and keys. */
export interface TomlOrder {
  /**
   * Compares tables: negative if one comes before the other, zero to keep their order. Must keep items of a
   * list in order.
   */
  compareTables(a: readonly string[], b: readonly string[]): number;
  compareKeys(a: string, b: string): number;
}

/**
 * Formats a text: order of tables and keys, spaces, empty lines, lists. Comments stay above their statement.
 * The values never change: if they would, or if the text is not valid TOML, it is returned unchanged.
 */
export function formatToml(text: string, order: TomlOrder): string {
  const before = parseToml(text);
  if (before.problems.length > 0) return text;
  const newline = /^[^\n]*\r\n/.test(text) ? '\r\n' : '\n';
  const layout = readLayout(text);
  const formatted = (text.startsWith('\uFEFF') ? '\uFEFF' : '') + write(layout, order, newline);
  const after = parseToml(formatted);
  return after.problems.length === 0 && sameValue(before.values, after.values) ? formatted : text;
}

function write({ preamble, tables, closing }: Layout, order: TomlOrder, newline: string): string {
  const lines: string[] = [];
  if (preamble.length > 0) append(lines, [...preamble, '']);
  const ordered = [...tables].sort((a, b) => order.compareTables(a.path, b.path));
  ordered.forEach((table, index) => {
    const { header } = table;
    if (header) {
      // One empty line before each table, however the author separated them: two writers get the same file.
      if (index > 0) lines.push('');
      append(lines, [...header.comments, header.text]);
    }
    append(lines, writeEntries(table, order, newline));
  });
  if (closing.length > 0) append(lines, ['', ...closing]);
  return lines.length === 0 ? '' : lines.join(newline) + newline;
}

function writeEntries({ entries }: LayoutTable, order: TomlOrder, newline: string): string[] {
  const sorted = [...entries].sort((a, b) => order.compareKeys(keyOf(a), keyOf(b)));
  const moved = sorted.some((entry, index) => entry !== entries[index]);
  return sorted.flatMap((entry, index) => [
    ...(isParted(entry, moved) && index > 0 ? [''] : []),
    ...entry.comments,
    formatEntry(entry, newline),
  ]);
}

/** Empty lines between keys group them, which means nothing once the keys have moved. */
function isParted({ blankLines }: LayoutStatement, moved: boolean): boolean {
  return blankLines > 0 && !moved;
}

/** Returns whether two values are the same, whatever the order of keys. */
export function sameValue(a: TomlValue, b: TomlValue): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => sameValue(item, b[index]!));
  if (isTable(a) && isTable(b)) {
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length &&
      keys.every((key) => Object.hasOwn(b, key) && sameValue(a[key]!, b[key]!))
    );
  }
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime() && String(a) === String(b);
  return Object.is(a, b);
}
