import type { AlertList } from '../../evaluate/run/alert-list.js';
import { accessField, type EventObject } from '../../evaluate/values/access.js';
import { readEvents } from '../event-files.js';
import { type ParsedOptions, UsageError } from '../options.js';
import type { Output } from '../output.js';

/** An event's values in the fields of `--fields`: a single value, or a list of several. */
export type ShownValues = Readonly<Record<string, unknown>>;

/** Values of events, by event number. */
export type FieldValues = ReadonlyMap<number, ShownValues>;

/** Parses the comma-separated fields of `--fields`. */
export function readFieldNames(options: ParsedOptions): readonly string[] {
  const names = options
    .texts('fields')
    .flatMap((list) => list.split(','))
    .map((name) => name.trim());
  if (names.includes('')) throw new UsageError('--fields takes names of fields, separated by commas');
  return [...new Set(names)];
}

/** Returns a function that records the values of the events it receives, and the recorded values. */
export function keepFieldValues(names: readonly string[]): {
  readonly add: (event: EventObject, number: number) => void;
  readonly kept: FieldValues;
} {
  const fields = names.map((name) => accessField(name));
  const kept = new Map<number, ShownValues>();
  const add = (event: EventObject, number: number): void => {
    const values = fields.flatMap((field): [string, unknown][] => {
      const found = field.all(event);
      return found.length === 0 ? [] : [[field.path, found.length === 1 ? found[0] : found]];
    });
    kept.set(number, Object.fromEntries(values));
  };
  return { add, kept };
}

/** Reads the event files again for the values of some events, so that the others need no memory. */
export async function readFieldValues(
  names: readonly string[],
  paths: readonly string[],
  wanted: ReadonlySet<number>,
  output: Output,
): Promise<FieldValues> {
  const { add, kept } = keepFieldValues(names);
  if (wanted.size === 0) return kept;
  await readEvents(
    paths,
    (event, number) => {
      if (wanted.has(number)) add(event, number);
    },
    output,
  );
  return kept;
}

/** Number of alerts in memory at a time. */
const alertsPerPiece = 1_000;

/** Returns the event numbers of each report's first alerts, including suppressed ones. */
export function eventsOf(
  reports: readonly { readonly alerts: AlertList<number> }[],
  most: number,
): Set<number> {
  const numbers = new Set<number>();
  for (const { alerts } of reports) {
    const end = Math.min(alerts.length, most);
    for (let start = 0; start < end; start += alertsPerPiece)
      for (const { events, suppressed = [] } of alerts.slice(start, Math.min(start + alertsPerPiece, end)))
        for (const number of [...events, ...suppressed]) if (number !== null) numbers.add(number);
  }
  return numbers;
}

/** Formats values, such as `process.name: "sh", process.pid: 4`. */
export function describeValues(values: ShownValues = {}): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
    .join(', ');
}
