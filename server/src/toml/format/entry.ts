import type { LayoutStatement } from './layout.js';

/** Returns the key of an entry as written. */
export function keyOf(statement: LayoutStatement): string {
  return statement.text.slice(0, equalsOf(statement)).trim();
}

/**
 * Formats an entry as `key = value`. A list of strings is written on one line, or with each string on its own
 * line.
 */
export function formatEntry(statement: LayoutStatement, newline: string): string {
  const equals = equalsOf(statement);
  const value = statement.text.slice(equals + 1).trimStart();
  const offset = statement.scanned.start + statement.text.length - value.length;
  return `${keyOf(statement)} = ${formatList(value, offset, statement, newline) ?? value}`;
}

/** Returns the offset of the equals sign in the text of the entry, ignoring those in quoted keys. */
function equalsOf({ text, scanned }: LayoutStatement): number {
  const strings = scanned.strings.map(({ start, end }) => ({
    start: start - scanned.start,
    end: end - scanned.start,
  }));
  let at = text.indexOf('=');
  while (strings.some(({ start, end }) => start <= at && at < end)) at = text.indexOf('=', at + 1);
  return at;
}

/**
 * Lists whose strings are longer than this, counting three extra characters for each, are split over several
 * lines.
 */
const longestLine = 100;
const indent = '    ';

/** Formats a list of strings, or returns undefined for anything else, including a list with comments. */
function formatList(
  value: string,
  offset: number,
  { scanned }: LayoutStatement,
  newline: string,
): string | undefined {
  if (!value.startsWith('[') || !value.endsWith(']')) return undefined;
  const strings = scanned.strings.filter(({ start }) => start >= offset);
  if (strings.length === 0 || strings.some(({ quotes }) => quotes.length > 1)) return undefined;
  const items = strings.map(({ start, end }) => value.slice(start - offset, end - offset));
  let rest = '';
  let from = 0;
  for (const { start, end } of strings) {
    rest += value.slice(from, start - offset);
    from = end - offset;
  }
  rest += value.slice(from);
  const structure = rest.replace(/\s/g, '');
  if (!/^\[,*\]$/.test(structure)) return undefined;
  const trailingComma = structure.length - 2 === items.length;
  const length = items.reduce((sum, item) => sum + item.length - 2 + 3, 0);
  // A trailing comma requests one item per line, as in formatters of other languages.
  const spread = length > longestLine || (trailingComma && value.includes('\n'));
  if (!spread) return `[${items.join(', ')}]`;
  return `[${newline}${items.map((item) => `${indent}${item},${newline}`).join('')}]`;
}
