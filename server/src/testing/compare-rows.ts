type Row = Readonly<Record<string, unknown>>;

/**
 * The expected rows that no alert has, each compared with an alert of its own: an alert may have more columns. Of several
 * values the order does not count, as it does not for VALUES.
 */
export function missingRows(expected: readonly Row[], alerts: readonly (Row | undefined)[]): readonly Row[] {
  /** For each alert the expected row that it is taken for. */
  const takenBy = new Map<number, number>();
  const fits = (row: number, alert: number): boolean => {
    const columns = alerts[alert];
    return columns !== undefined && hasColumns(columns, expected[row]!);
  };
  const numbers = [...alerts.keys()];
  const assign = (row: number, tried: Set<number>): boolean => {
    const free = numbers.find((alert) => !takenBy.has(alert) && fits(row, alert));
    if (free !== undefined) {
      takenBy.set(free, row);
      return true;
    }
    for (const alert of numbers) {
      if (tried.has(alert) || !fits(row, alert)) continue;
      tried.add(alert);
      if (!assign(takenBy.get(alert)!, tried)) continue;
      takenBy.set(alert, row);
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
