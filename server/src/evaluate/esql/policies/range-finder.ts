import { isInRange, type RangeKey, type ValueRange } from './ranges.js';

interface Entry {
  readonly row: number;
  readonly range: ValueRange;
}

/** Ranges sorted by their starts. */
interface Sorted {
  readonly entries: readonly Entry[];
  /** For each entry, the highest end up to and including it. Undefined if one of them is unbounded. */
  readonly highest: readonly (RangeKey | undefined)[];
}

/** Returns a function that finds the rows with a range that contains a key, in order. */
export function rangeFinder(rows: readonly (readonly ValueRange[])[]): (key: RangeKey) => readonly number[] {
  const all = rows.flatMap((ranges, row) => ranges.map((range): Entry => ({ row, range })));
  const addresses = sorted(all.filter(({ range }) => typeof (range.from ?? range.to)!.key === 'string'));
  const numbers = sorted(all.filter(({ range }) => typeof (range.from ?? range.to)!.key === 'number'));
  return (key) => {
    const { entries, highest } = typeof key === 'string' ? addresses : numbers;
    const found = new Set<number>();
    for (let index = startsBefore(entries, key) - 1; index >= 0; index--) {
      const end = highest[index];
      if (end !== undefined && end < key) break;
      if (isInRange(key, entries[index]!.range)) found.add(entries[index]!.row);
    }
    return [...found].sort((a, b) => a - b);
  };
}

function sorted(entries: Entry[]): Sorted {
  entries.sort((a, b) => compareStarts(a.range, b.range));
  const highest: (RangeKey | undefined)[] = [];
  for (const [index, { range }] of entries.entries()) {
    const own = range.to?.key;
    const before = index === 0 ? own : highest[index - 1];
    const isLater = own === undefined || (before !== undefined && own > before);
    highest.push(isLater ? own : before);
  }
  return { entries, highest };
}

function compareStarts({ from: a }: ValueRange, { from: b }: ValueRange): number {
  if (!a || !b) return a === b ? 0 : a ? 1 : -1;
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}

/** Returns how many ranges start at or before a key. */
function startsBefore(entries: readonly Entry[], key: RangeKey): number {
  let [start, end] = [0, entries.length];
  while (start < end) {
    const middle = (start + end) >> 1;
    const from = entries[middle]!.range.from;
    if (!from || from.key <= key) start = middle + 1;
    else end = middle;
  }
  return start;
}
