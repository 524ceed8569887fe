/** The base of a time unit: milliseconds have a fixed length, days and months follow the calendar. */
export interface TimeUnit {
  readonly base: 'millisecond' | 'day' | 'month';
  readonly factor: number;
}

const spellings: readonly (readonly [unit: TimeUnit, names: readonly string[]])[] = [
  [{ base: 'millisecond', factor: 1 }, ['millisecond', 'milliseconds', 'ms']],
  [{ base: 'millisecond', factor: 1_000 }, ['second', 'seconds', 'sec', 's']],
  [{ base: 'millisecond', factor: 60_000 }, ['minute', 'minutes', 'min', 'm']],
  [{ base: 'millisecond', factor: 3_600_000 }, ['hour', 'hours', 'h']],
  [{ base: 'day', factor: 1 }, ['day', 'days', 'd']],
  [{ base: 'day', factor: 7 }, ['week', 'weeks', 'w']],
  [{ base: 'month', factor: 1 }, ['month', 'months', 'mo']],
  [{ base: 'month', factor: 3 }, ['quarter', 'quarters', 'q']],
  [{ base: 'month', factor: 12 }, ['year', 'years', 'yr', 'y']],
];

const units = new Map(spellings.flatMap(([unit, names]) => names.map((name) => [name, unit] as const)));

/** All names of time span units, in lower case (docs/semantics/esql.md#time-spans). */
export const timeUnitNames: readonly string[] = [...units.keys()];

/** Returns the unit with a lower-case name, or undefined if it does not exist. */
export function timeUnit(name: string): TimeUnit | undefined {
  return units.get(name);
}

export function isTimeUnit(name: string): boolean {
  return units.has(name);
}
