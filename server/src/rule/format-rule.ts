import { formatToml } from '../toml/format/format.js';

const topTables = ['metadata', 'transform', 'rule'];

/** Keys that come after all others of their table, in this order. */
const lastKeys = ['query', 'threat_query'];

/**
 * Formats a rule file as in detection-rules (docs/decisions/formatting-by-edits.md): `[metadata]`,
 * `[transform]`, `[rule]`; keys in alphabetical order with the queries last, then the subtables. The parsed
 * values stay the same. Returns invalid TOML unchanged.
 */
export function formatRule(text: string): string {
  return formatToml(text, { compareTables, compareKeys });
}

function compareTables(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return a.length - b.length;
  const [first, second] = [topTables.indexOf(a[0]!), topTables.indexOf(b[0]!)];
  if (first !== second)
    return (first < 0 ? topTables.length : first) - (second < 0 ? topTables.length : second);
  // Tables below the same table belong together, and items of lists keep their order.
  return first < 0 ? 0 : compareTexts(a[1] ?? '', b[1] ?? '');
}

function compareKeys(a: string, b: string): number {
  const [first, second] = [lastKeys.indexOf(a), lastKeys.indexOf(b)];
  return first !== second ? first - second : compareTexts(a, b);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
