import { readIsoDate } from '../fields/dates.js';

type Row = Readonly<Record<string, unknown>>;

/**
 * Returns the expected rows that no alert has, each compared with a different alert. An alert may have more
 * columns. The order of several values does not matter, as for VALUES.
 */
export function missingRows(expected: readonly Row[], alerts: readonly (Row | undefined)[]): readonly Row[] {
  /** The expected row that each alert is matched with. */
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
  return differingNames(wanted, columns).length === 0;
}

/** Returns the columns of an expected row that differ in an alert. */
export function differingNames(wanted: Row, columns: Row): readonly string[] {
  return Object.keys(wanted).filter((name) => normal(ownValue(columns, name)) !== normal(wanted[name]));
}

/** Returns a column of a row: a name such as `constructor` is only one if the row has it. */
export function ownValue(row: Row, name: string): unknown {
  return Object.hasOwn(row, name) ? row[name] : null;
}

const writtenTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/**
 * Returns a value as text, with sorted lists and times in UTC. Integers beyond 2^53 are strings of digits, a
 * list of one value is the value, and an empty one is null.
 */
function normal(value: unknown): string {
  if (Array.isArray(value) && value.length < 2) return normal(value[0]);
  if (Array.isArray(value)) return JSON.stringify(value.map(normal).sort());
  if (typeof value === 'bigint') return JSON.stringify(String(value));
  const time = typeof value === 'string' && writtenTime.test(value) ? readIsoDate(value) : undefined;
  return time ? `time ${time.from}` : (JSON.stringify(value) ?? 'null');
}
