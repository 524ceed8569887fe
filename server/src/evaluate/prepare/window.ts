import { dateReader, readDateConstant } from '../../fields/dates.js';
import type { Rule } from '../../rule/rule.js';
import type { PlanContext } from '../plan/plan-context.js';
import { timeReader } from '../plan/time.js';
import type { EventObject } from '../values/access.js';
import { type RuleFault, ruleFault } from './unprepared.js';

/** A time range in milliseconds since 1970, with both ends inclusive. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

/** How far back a rule searches by default. */
export const defaultFrom = 'now-6m';

/** The events that a run of a rule searches. */
export interface PlannedWindow {
  /** The fields that contain the time. Windows that read the same time have the same value. */
  readonly timeFields: string;
  /**
   * Returns the time that counts, in milliseconds since 1970, or undefined for an event that no run searches.
   */
  readonly timeOf: (event: EventObject) => number | undefined;
  /** Returns the window of a run at a time in nanoseconds since 1970. */
  readonly at: (now: bigint) => TimeWindow;
}

/**
 * Plans the window of a rule from its `from`, `to` and `timestamp_override`. Returns a fault if it has none.
 * An event with a missing override field counts with its `@timestamp`, unless the rule forbids that
 * (docs/semantics/rule-types.md#time).
 */
export function planWindow(
  table: Readonly<Record<string, unknown>>,
  { mappingOf, now }: Pick<PlanContext, 'mappingOf' | 'now'>,
): PlannedWindow | RuleFault {
  const { from = defaultFrom, to = 'now', timestamp_override: override } = table;
  for (const [key, written] of Object.entries({ from, to }))
    if (readDateMath(written, now) === undefined)
      return ruleFault(
        isFar(written)
          ? `"${key}" of the rule is too far from now for a date`
          : `"${key}" of the rule is not a valid time, for example now-9m`,
        key,
      );
  const read = (field: string): PlannedWindow['timeOf'] => {
    const time = timeReader(field, mappingOf(field));
    return (event) => time(event)?.milliseconds;
  };
  const ownTime = read('@timestamp');
  const overriding = typeof override === 'string' && override !== '@timestamp' ? read(override) : undefined;
  const hasFallback = table.timestamp_override_fallback_disabled !== true;
  const fallback = hasFallback ? ownTime : () => undefined;
  return {
    timeFields: overriding ? `${override}${hasFallback ? ',@timestamp' : ''}` : '@timestamp',
    timeOf: overriding ? (event) => overriding(event) ?? fallback(event) : ownTime,
    at: (time: bigint) => ({ from: readDateMath(from, time)!.from, to: readDateMath(to, time)!.to }),
  };
}

/** Returns whether a time that cannot be read has a valid form but is too far from now. */
function isFar(written: unknown): boolean {
  return typeof written === 'string' && /^now[+-]\d{6,}[yMwdhHms]/.test(written);
}

/** Plans the window of a rule of any type: anomaly records have their time in `timestamp`. */
export function planRuleWindow(
  { type, table }: Rule,
  context: Pick<PlanContext, 'mappingOf' | 'now'>,
): PlannedWindow | RuleFault {
  return planWindow(
    type === 'machine_learning' ? { ...table, timestamp_override: 'timestamp' } : table,
    context,
  );
}

/**
 * Parses a time such as `now-9m/m` to milliseconds since 1970, from the first to the last moment that it can
 * mean. Returns undefined if it is invalid.
 */
export function readDateMath(written: unknown, now: bigint): TimeWindow | undefined {
  const instant = typeof written === 'string' ? readDateConstant(written, dateReader(), now) : undefined;
  return instant && { from: milliseconds(instant.from), to: milliseconds(instant.to) };
}

function milliseconds(nanoseconds: bigint): number {
  return Number(nanoseconds / 1_000_000n);
}

const units: readonly (readonly [name: string, length: number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
  ['millisecond', 1],
];

/** Describes a duration in milliseconds in whole units of the largest that fits: `3 days`. */
export function lengthInWords(length: number): string {
  const [name, unit] = units.find(([, one]) => length >= one) ?? units.at(-1)!;
  const count = Math.floor(length / unit);
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}
