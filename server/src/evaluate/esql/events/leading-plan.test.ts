import { expect, test } from 'vitest';
import { eventPlan } from '../../plan/planned-query.js';
import { prepareQuery } from '../../prepare/prepare-query.js';
import { guardsOf } from '../../rule-set/guards.js';

/** The values of fields of which an event must have one for the query, as `field=value`. */
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
  // A row of an expanded list has one of the values of the event.
  [`FROM * | MV_EXPAND event.type | WHERE event.type == "a" | ${end}`, ['event.type=a']],
  // The column is not the field of the event any more.
  [`FROM * | EVAL event.dataset = "a" | WHERE event.dataset == "a" | ${end}`, undefined],
  // Behind these a row is not an event, or other rows decide.
  [`FROM * | ${end} | WHERE host.id == "a"`, undefined],
  ['FROM * | SORT @timestamp | LIMIT 3 | WHERE host.id == "a" | KEEP host.id', undefined],
  // The result has all fields, also those of events that are dropped.
  ['FROM * | EVAL x = 1 | WHERE event.dataset == "a"', undefined],
])('%s', (query, expected) => {
  expect(guards(query)).toEqual(expected);
});
