import { expect, test } from 'vitest';
import { createTermHistory } from './term-history.js';
import type { SeenTerms } from './terms.js';

/**
 * A run with a window that starts at `from` and a history that starts 100 earlier. Each value comes with the
 * times at which it was seen.
 */
function run(from: number, times: Readonly<Record<string, readonly number[]>>): SeenTerms<string> {
  const span = { historyStart: from - 100, from, to: from + 10, now: from + 10 };
  const terms = Object.entries(times).map(([id, seen]) => {
    const time = seen.find((one) => one > from);
    const known = seen.some((one) => one >= from - 100 && one <= from);
    const first = time === undefined || known ? undefined : { time, origin: `${id}@${time}` };
    return { id, first, times: seen };
  });
  return { span, terms };
}

function newIn(...runs: SeenTerms<string>[]): string[][] {
  const history = createTermHistory();
  for (const one of runs) history.add(one);
  return runs.map((one) => history.newIn(one));
}

test('a value that another run saw in the history is not new, whatever the order of the runs', () => {
  const early = run(1_000, { a: [1_005], b: [1_001] });
  const late = run(1_050, { a: [1_055], c: [1_056, 1_057] });
  expect(newIn(early, late)).toEqual([['b@1001', 'a@1005'], ['c@1056']]);
  expect(newIn(late, early)).toEqual([['c@1056'], ['b@1001', 'a@1005']]);
});

test('a value is new again when the history is over, and new in each of two windows at the same time', () => {
  expect(newIn(run(1_000, { a: [1_005] }), run(1_200, { a: [1_205] }))).toEqual([['a@1005'], ['a@1205']]);
  expect(newIn(run(1_000, { a: [1_005] }), run(1_000, { a: [1_006] }))).toEqual([['a@1005'], ['a@1006']]);
});

test('the start of the history and of the window belong to the history', () => {
  expect(newIn(run(900, { a: [900] }), run(1_000, { a: [1_005] }))[1]).toEqual([]);
  expect(newIn(run(899, { a: [899] }), run(1_000, { a: [1_005] }))[1]).toEqual(['a@1005']);
  expect(newIn(run(990, { a: [1_000] }), run(1_000, { a: [1_005] }))[1]).toEqual([]);
});
