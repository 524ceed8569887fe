import { readIsoDate } from '../fields/dates.js';

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
  return differingNames(wanted, columns).length === 0;
}

/** The columns of an expected row that an alert has otherwise. */
export function differingNames(wanted: Row, columns: Row): readonly string[] {
  return Object.keys(wanted).filter((name) => normal(ownValue(columns, name)) !== normal(wanted[name]));
}

/** A name such as `constructor` is no column unless the row has it. */
export function ownValue(row: Row, name: string): unknown {
  return Object.hasOwn(row, name) ? row[name] : null;
}

const writtenTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/**
 * A value as text, in which lists are sorted and times are in UTC. Whole numbers beyond 2^53 are strings of digits, a list of one
 * value is the value, and an empty one null.
 */
function normal(value: unknown): string {
  if (Array.isArray(value) && value.length < 2) return normal(value[0]);
  if (Array.isArray(value)) return JSON.stringify(value.map(normal).sort());
  if (typeof value === 'bigint') return JSON.stringify(String(value));
  const time = typeof value === 'string' && writtenTime.test(value) ? readIsoDate(value) : undefined;
  return time ? `time ${time.from}` : (JSON.stringify(value) ?? 'null');
}
