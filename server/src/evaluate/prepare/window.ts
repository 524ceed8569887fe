import { dateReader, readDateConstant } from '../../fields/dates.js';
import type { Rule } from '../../rule/rule.js';
import type { PlanContext } from '../plan/plan-context.js';
import { timeReader } from '../plan/time.js';
import type { EventObject } from '../values/access.js';
import { type RuleFault, ruleFault } from './unprepared.js';

/** A stretch of time in milliseconds since 1970; both ends are inside. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

/** How far back a rule looks when it does not say. */
export const defaultFrom = 'now-6m';

/** Which events a run of a rule looks at. */
export interface PlannedWindow {
  /** The fields that hold the time: the same for windows that read it alike. */
  readonly timeFields: string;
  /** The time that counts, in milliseconds since 1970; undefined for an event that no run looks at. */
  readonly timeOf: (event: EventObject) => number | undefined;
  /** The window of a run at a time in nanoseconds since 1970. */
  readonly at: (now: bigint) => TimeWindow;
}

/**
 * The window of a rule from its `from`, `to` and `timestamp_override`; a fault when there is none. An event without the
 * overriding field counts with its `@timestamp`, unless the rule forbids that (docs/semantics/rule-types.md#time).
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
          ? `"${key}" of the rule is further from now than a date can be`
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

/** Whether a time that cannot be read is one by its form. */
function isFar(written: unknown): boolean {
  return typeof written === 'string' && /^now[+-]\d{6,}[yMwdhHms]/.test(written);
}

/** The same for a rule of any type: records of anomalies have their time in `timestamp`. */
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
 * A time such as `now-9m/m` in milliseconds since 1970, from the first to the last moment that it may stand for;
 * undefined when it is none.
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

/** A length of time in milliseconds in words, in whole units of the largest that fits: `3 days`. */
export function lengthInWords(length: number): string {
  const [name, unit] = units.find(([, one]) => length >= one) ?? units.at(-1)!;
  const count = Math.floor(length / unit);
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}
