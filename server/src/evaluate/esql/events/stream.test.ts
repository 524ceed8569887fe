import { describe, expect, test } from 'vitest';
import { prepareQuery } from '../../prepare/prepare-query.js';
import { startRule } from '../../run/run-rule.js';
import type { EventObject } from '../../values/access.js';

/** Runs a query like a rule does, with events one by one, and returns the values of each row. */
function rowsOf(query: string, events: readonly EventObject[]): unknown[] {
  const prepared = prepareQuery(query, 'esql', {});
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.problems));
  const run = startRule<number>(prepared, {});
  events.forEach((event, index) => {
    run.read(event, index);
  });
  const { alerts, problem } = run.finish();
  if (problem) throw new Error(problem.message);
  return alerts.slice().map(({ columns }) => Object.values(columns ?? {}));
}

describe('events that are read one by one', () => {
  const hosts = Array.from({ length: 1500 }, (_, index) => ({
    host: { id: `h${index % 3}` },
    number: index,
  }));

  test.each<[string, unknown[]]>([
    ['from * | where kql("host.id: h1") | stats n = count(*)', [[500]]],
    ['from * | sort number | where kql("host.id: h1") | stats n = count(*)', [[500]]],
    ['from * | sort number | where qstr("host.id: h1") | stats n = count(*)', [[500]]],
    [
      'from * | sort number desc | stats m = max(number) by host.id | sort m',
      [
        [1497, 'h0'],
        [1498, 'h1'],
        [1499, 'h2'],
      ],
    ],
  ])('%s', (query, expected) => {
    expect(rowsOf(query, hosts)).toEqual(expected);
  });

  const late = [...hosts, { late: 7.5 }];

  test.each<[string, unknown[]]>([
    ['from * | stats m = max(floor(late))', [[7]]],
    ['from * | stats m = max(to_long(late))', [[8]]],
  ])('%s, of a field that only a late event has', (query, expected) => {
    expect(rowsOf(query, late)).toEqual(expected);
  });
});

describe('a WHERE right behind FROM drops no event that the query keeps', () => {
  test.each<[string, EventObject[], number]>([
    ['floor(my.score) == 7', [{ my: { score: 7.5 } }], 1],
    ['my.tags == "a"', [{ my: { tags: ['a', 'a'] } }], 1],
    ['my.k == "5"', [{ my: { k: 'x' } }, { my: { k: 5 } }], 1],
    ['my.flag == "true"', [{ my: { flag: 'x' } }, { my: { flag: true } }], 1],
    ['my.s / 2 > 1.4', [{ my: { s: 3 } }, { my: { s: 3.5 } }], 2],
    ['to_integer(my.score) > 5', [{ my: { score: 7.5 } }], 1],
    ['my.name == "a"', [{ my: { name: 'a' } }, { my: { name: 'b' } }], 1],
  ])('%s', (condition, events, expected) => {
    expect(rowsOf(`from * | where ${condition} | stats n = count(*)`, events)).toEqual([[expected]]);
  });
});
