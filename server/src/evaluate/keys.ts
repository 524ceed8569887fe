import { printDate } from '../fields/dates.js';
import { EvaluationError, type PlannedField } from './plan.js';
import type { EventObject } from './values/access.js';
import { printAddressKey } from './values/addresses.js';
import type { Value } from './values/read.js';

/** The values that events of one sequence or sample share; null where an optional key has no value. */
export type KeyTuple = readonly (Value | null)[];

/** A field that relates the events of a sequence or sample. */
export interface JoinKey {
  readonly field: PlannedField;
  /** Whether an event without a value takes part, with null as its key. */
  readonly optional: boolean;
  /** Whether the field is not mapped: the key is null for every event. */
  readonly unmapped: boolean;
}

/** Counts the combinations of values that one run of a rule has taken from events with many of them. */
export interface CombinationBudget {
  spent: number;
}

/** Returns a budget of which nothing is spent. */
export function combinationBudget(): CombinationBudget {
  return { spent: 0 };
}

/** Most combinations of values that one event may have. */
export const mostCombinations = 10_000;

/** Most combinations that all events of a run may have together; an event with few is not counted. */
const mostInRun = 500_000;
const fewCombinations = 16;

/**
 * The key tuples that an event takes part with: one per distinct value, every combination for several keys with many
 * values, none when a key that is not optional has no value (spec/EQL.md section 9a). Throws {@link EvaluationError}
 * when there are more than memory and time allow.
 */
export function keyTuples(
  keys: readonly JoinKey[],
  event: EventObject,
  budget: CombinationBudget,
): KeyTuple[] {
  let tuples: (Value | null)[][] = [[]];
  for (const key of keys) {
    const values = valuesOf(key, event);
    if (values.length === 0) return [];
    if (values.length * tuples.length > mostCombinations)
      throw tooMany('an event has', mostCombinations, keys);
    tuples =
      values.length === 1
        ? appendTo(tuples, values[0]!)
        : values.flatMap((value) => tuples.map((tuple) => [...tuple, value]));
  }
  if (tuples.length > fewCombinations) {
    budget.spent += tuples.length;
    if (budget.spent > mostInRun) throw tooMany('the events have', mostInRun, keys);
  }
  return tuples;
}

function tooMany(who: string, most: number, keys: readonly JoinKey[]): EvaluationError {
  const names = keys.map(({ field }) => field.name).join(', ');
  return new EvaluationError(
    `too many array values: ${who} more than ${most} combinations of values of ${names}`,
    keys[0]!.field.span,
  );
}

/** Returns whether an event takes part with these keys. */
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

/** A text that is the same for equal tuples only. */
export function tupleId(tuple: KeyTuple): string {
  if (tuple.length === 1) return partId(tuple[0]!);
  return tuple.map((value) => JSON.stringify(partId(value))).join();
}

/** Most keys are texts, which are their own ids; anything else starts with a character that texts do not start with. */
function partId(value: Value | null): string {
  if (typeof value === 'string') return value.charCodeAt(0) === 0 ? `\0s${value}` : value;
  return value === null ? '\0-' : `\0${(typeof value)[0]}${value}`;
}

/** Order of tuples: by the first key, then the second; null comes first (spec/EQL.md sections 9d and 10). */
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

/** Keys as Elasticsearch returns them: dates as ISO text in sequences and as epoch milliseconds in samples. */
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
