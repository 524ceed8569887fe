type Row = Readonly<Record<string, unknown>>;

/**
 * The expected rows that no alert has, each compared with an alert of its own: an alert may have more columns. Of several
 * values the order does not count, as it does not for VALUES.
 */
export function missingRows(expected: readonly Row[], alerts: readonly (Row | undefined)[]): readonly Row[] {
  /** For each alert the expected row that it is taken for. */
  const takenBy = new Map<number, number>();
  const assign = (row: number, tried: Set<number>): boolean => {
    for (const [index, columns] of alerts.entries()) {
      if (tried.has(index) || !columns || !hasColumns(columns, expected[row]!)) continue;
      tried.add(index);
      const other = takenBy.get(index);
      if (other !== undefined && !assign(other, tried)) continue;
      takenBy.set(index, row);
      return true;
    }
    return false;
  };
  return expected.filter((_, row) => !assign(row, new Set()));
}

function hasColumns(columns: Row, wanted: Row): boolean {
  return Object.entries(wanted).every(
    ([name, value]) => normal(columns[name] ?? null) === normal(value ?? null),
  );
}

/** A value as text, in which lists are sorted. Whole numbers beyond 2^53 are strings of digits. */
function normal(value: unknown): string {
  if (Array.isArray(value)) return JSON.stringify(value.map(normal).sort());
  if (typeof value === 'bigint') return JSON.stringify(String(value));
  return JSON.stringify(value) ?? 'null';
}
