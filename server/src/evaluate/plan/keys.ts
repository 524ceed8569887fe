import { printDate } from '../../fields/dates.js';
import type { EventObject } from '../values/access.js';
import { printAddressKey } from '../values/addresses.js';
import type { Value } from '../values/read.js';
import { EvaluationError, type PlannedField } from './plan.js';

/** The values that events of one sequence or sample share, with null for an optional key without a value. */
export type KeyTuple = readonly (Value | null)[];

/** A field that relates the events of a sequence or sample. */
export interface JoinKey {
  readonly field: PlannedField;
  /** Whether an event without a value takes part, with null as its key. */
  readonly optional: boolean;
  /** Whether the field is unmapped: the key is null for every event. */
  readonly unmapped: boolean;
}

/**
 * Limits the combinations of values that a run of a rule keeps in memory. The limit grows with the number of
 * events: only combinations that are many for one event count.
 */
export interface CombinationBudget {
  spent: number;
}

/** Creates an unspent budget. */
export function combinationBudget(): CombinationBudget {
  return { spent: 0 };
}

/** The maximum number of combinations of values in one event. */
export const mostCombinations = 10_000;

/** The combinations that every event may add for free, and the maximum of all events beyond these. */
const freePerEvent = 64;
const mostBeyond = 500_000;

/**
 * Spends the combinations that a run keeps of one event. Throws an {@link EvaluationError} if they exceed the
 * memory budget.
 */
function spend(budget: CombinationBudget, combinations: number, keys: readonly JoinKey[]): void {
  if (combinations <= freePerEvent) return;
  budget.spent += combinations - freePerEvent;
  if (budget.spent > mostBeyond) throw tooMany('the events have too many', keys);
}

/**
 * Throws an {@link EvaluationError} if a sequence with this many stages keeps too much of this many events in
 * memory. An event with one combination adds at most one entry per stage, so events without arrays cannot
 * reach the limit.
 */
export function limitKept(kept: number, events: number, stages: number, keys: readonly JoinKey[]): void {
  if (kept > mostBeyond + events * Math.max(freePerEvent, stages))
    throw tooMany('the events have too many', keys);
}

/**
 * Returns the key tuples of an event: one per distinct value, every combination if several keys have many
 * values, none if a required key has no value (docs/semantics/eql.md#keys). Throws an {@link EvaluationError}
 * if there are more than memory and time allow. Without a budget, the limit is for a single event.
 */
export function keyTuples(
  keys: readonly JoinKey[],
  event: EventObject,
  budget?: CombinationBudget,
): KeyTuple[] {
  let tuples: (Value | null)[][] = [[]];
  for (const key of keys) {
    const values = valuesOf(key, event);
    if (values.length === 0) return [];
    if (values.length * tuples.length > mostCombinations)
      throw tooMany(`an event has more than ${mostCombinations}`, keys);
    tuples =
      values.length === 1
        ? appendTo(tuples, values[0]!)
        : values.flatMap((value) => tuples.map((tuple) => [...tuple, value]));
  }
  if (budget) spend(budget, tuples.length, keys);
  return tuples;
}

function tooMany(what: string, keys: readonly JoinKey[]): EvaluationError {
  const names = keys.map(({ field }) => field.name).join(', ');
  return new EvaluationError(
    `too many array values: ${what} combinations of values of ${names}`,
    keys[0]!.field.span,
  );
}

/** Returns whether an event has these join keys. */
export function hasKeys(keys: readonly JoinKey[], event: EventObject, wanted: KeyTuple): boolean {
  return keys.every((key, index) => valuesOf(key, event).includes(wanted[index]!));
}

function appendTo(tuples: (Value | null)[][], value: Value | null): (Value | null)[][] {
  for (const tuple of tuples) tuple.push(value);
  return tuples;
}

function valuesOf({ field, optional, unmapped }: JoinKey, event: EventObject): (Value | null)[] {
  if (unmapped) return [null];
  const values = field.access
    .all(event)
    .map(field.read)
    .filter((value) => value !== undefined);
  if (values.length === 0) return optional ? [null] : [];
  return values.length === 1 ? values : [...new Set(values)];
}

/** Returns a string that is the same only for equal tuples. */
export function tupleId(tuple: KeyTuple): string {
  if (tuple.length === 1) return partId(tuple[0]!);
  return tuple.map((value) => JSON.stringify(partId(value))).join();
}

/**
 * Most keys are strings, which are their own ids. Anything else starts with a character that strings do not
 * start with.
 */
function partId(value: Value | null): string {
  if (typeof value === 'string') return value.charCodeAt(0) === 0 ? `\0s${value}` : value;
  return value === null ? '\0-' : `\0${(typeof value)[0]}${value}`;
}

/**
 * Compares tuples by the first key, then the second; null comes first
 * (docs/semantics/eql.md#order-of-results).
 */
export function compareTuples(a: KeyTuple, b: KeyTuple): number {
  for (let index = 0; index < a.length; index++) {
    const [left, right] = [a[index] ?? null, b[index] ?? null];
    if (left === right) continue;
    if (left === null) return -1;
    if (right === null) return 1;
    if (left < right) return -1;
    if (left > right) return 1;
  }
  return 0;
}

/**
 * Formats keys as Elasticsearch returns them: dates as ISO strings in sequences and as epoch milliseconds in
 * samples.
 */
export function printKeys(
  tuple: KeyTuple,
  keys: readonly JoinKey[],
  dates: 'text' | 'milliseconds',
): readonly unknown[] {
  const plain = tuple.every(
    (value, index) => typeof value !== 'bigint' && keys[index]?.field.mapping?.type !== 'ip',
  );
  if (plain) return tuple;
  return tuple.map((value, index) => {
    if (typeof value === 'bigint') return dates === 'text' ? printDate(value) : Number(value / 1_000_000n);
    if (keys[index]?.field.mapping?.type === 'ip' && typeof value === 'string') return printAddressKey(value);
    return value;
  });
}
