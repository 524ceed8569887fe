import type { LayoutStatement } from './layout.js';

/** The key of an entry as written. */
export function keyOf(statement: LayoutStatement): string {
  return statement.text.slice(0, equalsOf(statement)).trim();
}

/** The entry as `key = value`; a list of texts stands on one line or with each text on a line of its own. */
export function formatEntry(statement: LayoutStatement, newline: string): string {
  const equals = equalsOf(statement);
  const value = statement.text.slice(equals + 1).trimStart();
  const offset = statement.scanned.start + statement.text.length - value.length;
  return `${keyOf(statement)} = ${formatList(value, offset, statement, newline) ?? value}`;
}

/** Offset of the equals sign in the text of the entry; those in quoted keys do not count. */
function equalsOf({ text, scanned }: LayoutStatement): number {
  const strings = scanned.strings.map(({ start, end }) => ({
    start: start - scanned.start,
    end: end - scanned.start,
  }));
  let at = text.indexOf('=');
  while (strings.some(({ start, end }) => start <= at && at < end)) at = text.indexOf('=', at + 1);
  return at;
}

/** Lists whose texts take up more than this, with three characters for each, are written over several lines. */
const longestLine = 100;
const indent = '    ';

/** A list of texts on lines, laid out anew; undefined for anything else, also for a list with comments. */
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
  // A comma behind the last text asks for lines of their own, as formatters of other languages understand it.
  const spread = length > longestLine || (trailingComma && value.includes('\n'));
  if (!spread) return `[${items.join(', ')}]`;
  return `[${newline}${items.map((item) => `${indent}${item},${newline}`).join('')}]`;
}
