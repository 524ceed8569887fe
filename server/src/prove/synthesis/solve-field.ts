import { compileFieldTest } from '../../evaluate/plan/compile.js';
import type { FieldNode, PlannedField } from '../../evaluate/plan/plan.js';
import type { FieldCatalogue } from '../../fields/catalogue.js';
import { plainValue, unusualValues } from './plain-values.js';
import { piecesOf, textsWithAll } from './text-candidates.js';
import { valuesFor } from './value-candidates.js';

/** A requirement for a field: a test that some value satisfies, or that no value does. */
export interface FieldDemand {
  readonly node: FieldNode;
  /** Whether a value must satisfy the test. */
  readonly wanted: boolean;
}

export interface SolveContext {
  readonly catalogue: FieldCatalogue;
  /** Nanoseconds since 1970. */
  readonly now: bigint;
  /** Chooses among equally good values. */
  readonly seed: number;
  /**
   * Whether a list of values is allowed if no single value satisfies all conditions; `usual`: only in fields
   * that may have one.
   */
  readonly allowsLists?: boolean | 'usual';
}

/** Mark of a field without a value. */
export const absent = Symbol('absent');

/** Limit of values to try for one field. */
const mostTried = 800;
const mostFound = 12;
const plainTried = 6;

/**
 * Returns values of a field that satisfy all demands, best first; {@link absent} if no value is needed. Empty
 * if none was found.
 *
 * @param present whether the field must have a value.
 */
export function solveField(
  field: PlannedField,
  demands: readonly FieldDemand[],
  { catalogue, now, seed, allowsLists }: SolveContext,
  present: boolean,
): readonly unknown[] {
  const wanted = demands.filter((demand) => demand.wanted).map(({ node }) => node);
  const unwanted = demands.filter((demand) => !demand.wanted).map(({ node }) => compileFieldTest(node, now));
  if (wanted.length === 0 && !present) return [absent];
  const tests = wanted.map((node) => compileFieldTest(node, now));
  const info = catalogue.get(field.name);
  const isAllowed = (value: unknown): boolean => unwanted.every((test) => !test(value));
  const found: unknown[] = [];
  const parts = new Map<number, unknown>();
  let tried = 0;
  const candidates = function* (): Generator<unknown> {
    for (const { test } of wanted)
      if (test.kind !== 'exists')
        for (const value of valuesFor(test, field.mapping, now)) yield* inAllCases(value);
    yield* textsWithAll(wanted.flatMap(({ test }) => piecesOf(test).slice(0, 1)));
    for (let number = 0; number < plainTried; number++)
      yield plainValue(field.name, field.mapping, info, number + seed);
    yield* unusualValues(field.mapping);
  };
  for (const value of candidates()) {
    if (tried++ > mostTried || found.length >= mostFound) break;
    if (!isAllowed(value)) continue;
    tests.forEach((test, index) => {
      if (!parts.has(index) && test(value)) parts.set(index, value);
    });
    if (tests.every((test) => test(value)) && !found.includes(value)) found.push(value);
  }
  // If no single value satisfies all, a list of them does.
  const isList = allowsLists === 'usual' ? info?.array !== false : allowsLists;
  if (isList && found.length === 0 && tests.length > 1 && parts.size === tests.length)
    found.push([...new Set(parts.values())]);
  return found;
}

/** Yields a string in upper and lower case, too: a condition can require one and exclude the other. */
function* inAllCases(value: unknown): Generator<unknown> {
  yield value;
  if (typeof value === 'string') yield* [value.toUpperCase(), value.toLowerCase()];
}
