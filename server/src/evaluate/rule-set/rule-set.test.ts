import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eqlConditions, kqlConditions, textValue } from '../../../../test/helpers/arbitrary-conditions.js';
import { EvaluationError } from '../plan/plan.js';
import type { PlannedFilter } from '../plan/planned-filter.js';
import type { PlannedQuery } from '../plan/planned-query.js';
import { type PreparedRule, prepareQuery } from '../prepare/prepare-query.js';
import type { EventObject } from '../values/access.js';
import { createRuleSet } from './rule-set.js';

/** `event.action` and `host.os.type` form the profile of an event. */
const eqlFields = ['x.y', 'w', 'event.action', 'host.os.type'];
const kqlFields = ['x', 'x.y', 'w.text', 'x.y.caseless', 'event.action', 'host.os.type'];

const value = fc.oneof(
  textValue,
  fc.array(textValue, { maxLength: 3 }),
  fc.constantFrom<unknown>(1000, null),
);

const event = fc
  .tuple(value, value, fc.constantFrom('a', 'k', 'K', '\u212a', ['a', 'B'], null), textValue, fc.boolean())
  .map(
    ([y, w, action, type, dotted]): EventObject =>
      dotted
        ? { 'x.y': y, w, 'event.action': action, host: { os: { type } } }
        : { x: { y }, w, event: { action }, 'host.os': { type } },
  );

const query = fc.oneof(
  eqlConditions(eqlFields).map((text) => prepare(`any where ${text}`, 'eql')),
  eqlConditions(eqlFields).map((text) => prepare(`any where 1 / length(w) > 0 or (${text})`, 'eql')),
  kqlConditions(kqlFields).map((text) => prepare(text, 'kuery')),
);

function prepare(text: string, language: 'eql' | 'kuery', fields: Record<string, string> = {}): PreparedRule {
  const prepared = prepareQuery(text, language, { fields });
  if (!prepared.ok) throw new Error(`${text}: ${prepared.problems[0]?.message}`);
  return prepared;
}

function filterOf(planned: PlannedQuery): PlannedFilter {
  if (planned.kind !== 'event') throw new Error('not an event query');
  return planned.filter;
}

/** Returns the outcome of a test: true, false, or the failure. */
function outcome(ask: () => boolean): boolean | string {
  try {
    return ask();
  } catch (error) {
    if (error instanceof EvaluationError) return error.message;
    throw error;
  }
}

describe('an index over rules', () => {
  test('has the same answers as the rules one by one', () => {
    let visits = 0;
    let asked = 0;
    fc.assert(
      fc.property(
        fc.array(query, { minLength: 1, maxLength: 12 }),
        fc.array(event, { minLength: 1, maxLength: 8 }),
        (rules, events) => {
          const set = createRuleSet(
            rules.map(({ planned }) => filterOf(planned).plan),
            0n,
          );
          for (const one of events) {
            const answers = new Map<number, boolean | string>();
            set.candidates(one, (number, rest) => {
              expect(answers.has(number), 'visited twice').toBe(false);
              answers.set(
                number,
                outcome(() => rest(one)),
              );
            });
            visits += answers.size;
            asked += rules.length;
            rules.forEach((rule, number) => {
              const expected = outcome(() => filterOf(rule.planned).matches(one));
              expect(answers.get(number) ?? false, rule.queryText).toBe(expected);
            });
          }
        },
      ),
      { numRuns: 2_000 },
    );
    expect(visits / asked).toBeLessThan(0.8);
  });

  test('does not take a field for everything below it', () => {
    const fields = { 'event.action': 'flattened', x: 'object' };
    const queries = ['event.action: a', 'event.action: *', 'x: a', 'x: *'];
    const set = createRuleSet(
      queries.map((text) => filterOf(prepare(text, 'kuery', fields).planned).plan),
      0n,
    );
    const holding = (one: EventObject): string[] => {
      const found: string[] = [];
      set.candidates(one, (number, rest) => {
        if (rest(one)) found.push(queries[number]!);
      });
      return found.sort();
    };
    expect(holding({})).toEqual([]);
    expect(holding({ event: { action: { below: 'a' } } })).toEqual(['event.action: *', 'event.action: a']);
    expect(holding({ event: { action: { below: 'b' } } })).toEqual(['event.action: *']);
    expect(holding({ x: { below: 'a' } })).toEqual(['x: *']);
  });
});
