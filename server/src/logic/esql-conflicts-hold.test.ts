import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyse } from '../analysis/analyse.js';
import { evaluate } from '../index.js';
import type { Conflict } from './find-conflicts.js';
import { queryConflicts } from './query-conflicts.js';

const strings = ['a', 'ab', 'b', 'ba', 'A', ''];
const numbers = [-1, 0, 1, 2, 5];

/** Events with every value, without one, and with a list. */
const events = [
  ...strings.flatMap((name) => numbers.map((pid) => ({ user: { name }, process: { pid } }))),
  { user: { name: 'a' } },
  { process: { pid: 1 } },
  { user: { name: ['a', 'b'] }, process: { pid: [1, 2] } },
].map((event, id) => ({ ...event, event: { id: String(id) } }));

const string = fc.constantFrom(...strings).map((text) => `"${text}"`);
const pattern = fc.constantFrom('a*', '*a', 'a?', '*', '?', 'ab', '*b*').map((text) => `"${text}"`);
const number = fc.constantFrom(...numbers, 1.5).map(String);
const listOf = (value: fc.Arbitrary<string>) =>
  fc.array(value, { minLength: 1, maxLength: 3 }).map((values) => `(${values.join(', ')})`);
const no = fc.constantFrom('', 'not ');

const clause = fc
  .oneof(
    fc.tuple(fc.constant('user.name'), fc.constantFrom('==', '!='), string),
    fc.tuple(fc.constant('user.name'), no, fc.constant('in'), listOf(string)),
    fc.tuple(fc.constant('user.name'), no, fc.constant('like'), fc.oneof(pattern, listOf(pattern))),
    fc
      .tuple(fc.constantFrom('starts_with', 'ends_with', 'contains'), string)
      .map(([name, text]) => [`${name}(user.name, ${text})`]),
    fc.tuple(fc.constant('process.pid'), fc.constantFrom('==', '!=', '<', '<=', '>', '>='), number),
    fc.tuple(number, fc.constantFrom('==', '<', '>='), fc.constant('process.pid')),
    fc.tuple(fc.constant('process.pid'), no, fc.constant('in'), listOf(number)),
  )
  .map((parts) => parts.join(' '));
const literal = fc.tuple(no, clause).map((parts) => parts.join(''));

/** Returns the numbers of the events that satisfy a condition. */
function matching(condition: string): readonly number[] {
  const query = `from logs-* | where ${condition} | keep event.id`;
  const result = evaluate({ language: 'esql', query, events });
  if (result.kind !== 'table') throw new Error(`${query}: ${JSON.stringify(result)}`);
  return result.rows.map(([id]) => Number(id));
}

function conflictsOf(condition: string): { readonly conflicts: readonly Conflict[]; readonly text: string } {
  const text = `from logs-* | where ${condition} | keep event.id`;
  const toml = `[rule]\ntype = "esql"\nlanguage = "esql"\nquery = '''${text}'''\n`;
  return { conflicts: queryConflicts(analyse(toml)), text };
}

/**
 * The claim of each conflict about its two clauses, as a statement about the events that each of them finds.
 */
const holds: Readonly<
  Record<
    Conflict['kind'],
    (own: readonly number[], other: readonly number[], both: readonly number[]) => boolean
  >
> = {
  contradiction: (own, other) => !own.some((event) => other.includes(event)),
  implied: (own, other) => other.every((event) => own.includes(event)),
  covered: (own, other) => own.every((event) => other.includes(event)),
  'idle-exclusion': (own, other) => other.every((event) => own.includes(event)),
  // All events except those with a missing field, and the one with a list.
  always: (_, __, either) => either.length >= events.length - 2,
};

test('what is said of two clauses in ES|QL holds for every event', () => {
  let found = 0;
  fc.assert(
    fc.property(literal, literal, fc.constantFrom('and', 'or'), (left, right, joiner) => {
      const condition = `${left} ${joiner} ${right}`;
      const { conflicts, text } = conflictsOf(condition);
      for (const { kind, span, other } of conflicts) {
        found++;
        const [own, others] = [span, other].map(({ start, end }) => matching(text.slice(start, end)));
        expect(holds[kind](own!, others!, matching(condition)), `${kind}: ${condition}`).toBe(true);
      }
    }),
    { numRuns: 2_000 },
  );
  expect(found).toBeGreaterThan(100);
});
