import { expect, test } from 'vitest';
import { eventPlan } from '../../plan/planned-query.js';
import { prepareQuery } from '../../prepare/prepare-query.js';
import { guardsOf } from '../../rule-set/guards.js';

/**
 * Returns the field values that the query requires of an event, as `field=value`. An event must have one of
 * them.
 */
function guards(query: string): string[] | undefined {
  const prepared = prepareQuery(query, 'esql', {});
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.problems));
  return guardsOf(eventPlan(prepared.planned), () => false)?.map(
    ({ field, texts }) => `${field.name}=${texts.join('|')}`,
  );
}

const end = 'STATS n = COUNT(*) BY host.id';

test.each<[query: string, expected: string[] | undefined]>([
  [`FROM * | WHERE event.dataset == "a" | ${end}`, ['event.dataset=a']],
  [
    `FROM * | EVAL t = DATE_TRUNC(1 minute, @timestamp) | WHERE event.dataset == "a" | ${end}`,
    ['event.dataset=a'],
  ],
  [
    `FROM * | EVAL x = 1 | EVAL y = x | WHERE x == 1 AND event.dataset IN ("a", "b") | ${end}`,
    ['event.dataset=a|b'],
  ],
  [`FROM * | MV_EXPAND event.type | WHERE event.dataset == "a" | ${end}`, ['event.dataset=a']],
  // A row of an expanded list has one of the event's values.
  [`FROM * | MV_EXPAND event.type | WHERE event.type == "a" | ${end}`, ['event.type=a']],
  // A condition that is null for an event with a missing field drops the event.
  [`FROM * | WHERE event.dataset IS NOT NULL | ${end}`, ['event.dataset=']],
  [`FROM * | WHERE event.dataset != "a" | ${end}`, ['event.dataset=']],
  [`FROM * | WHERE NOT event.dataset LIKE "a*" | ${end}`, ['event.dataset=']],
  [`FROM * | WHERE TO_LOWER(event.dataset) == "a" | ${end}`, ['event.dataset=']],
  [`FROM * | WHERE TO_STR(a.x) == "a" | ${end}`, ['a.x=']],
  [`FROM * | WHERE COALESCE(a.x, a.y) == "a" | ${end}`, ['a.x=', 'a.y=']],
  [`FROM * | WHERE MV_COUNT(a.x) > 1 OR a.y > 1 | ${end}`, undefined],
  [`FROM * | WHERE process.name.caseless != "a" | ${end}`, ['process.name.caseless=', 'process.name=']],
  [`FROM * | EVAL x = TO_LOWER(a.x), y = CONCAT(x, "b") | WHERE y == "ab" | ${end}`, ['a.x=']],
  [`FROM * | EVAL x = event.dataset == "a" | WHERE x | ${end}`, ['event.dataset=a']],
  ['FROM * | EVAL TO_LOWER(a.x) | WHERE `TO_LOWER(a.x)` == "a" | STATS n = COUNT(*)', ['a.x=']],
  // These hold, or can hold, if the field is missing.
  [`FROM * | WHERE event.dataset IS NULL | ${end}`, undefined],
  [`FROM * | WHERE NOT event.dataset LIKE "*" | ${end}`, undefined],
  [`FROM * | WHERE CASE(event.dataset == "a", false, true) | ${end}`, undefined],
  [`FROM * | WHERE event.dataset != "a" OR true | ${end}`, undefined],
  // A point can be an object, which is not a value.
  [`FROM * | WHERE TO_STRING(source.geo.location) != "" | ${end}`, undefined],
  // Columns derived from each other double each time, so the plan gives up on them.
  [`FROM * | ${'EVAL a.x = CONCAT(a.x, a.x) | '.repeat(40)}WHERE a.x == "a" | ${end}`, undefined],
  // The column is no longer the event's field.
  [`FROM * | EVAL event.dataset = "a" | WHERE event.dataset == "a" | ${end}`, undefined],
  // After these commands a row is not an event, or other rows decide.
  [`FROM * | ${end} | WHERE host.id == "a"`, undefined],
  ['FROM * | SORT @timestamp | LIMIT 3 | WHERE host.id == "a" | KEEP host.id', undefined],
  // The result has all fields, including those of dropped events.
  ['FROM * | EVAL x = 1 | WHERE event.dataset == "a"', undefined],
])('%s', (query, expected) => {
  expect(guards(query)).toEqual(expected);
});
