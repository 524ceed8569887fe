import { expect, test } from 'vitest';
import { createWaitingMatches, type WaitingMatch } from './waiting-matches.js';

const names = new WeakMap<object, string>();

/** Creates a match of a key that an event up to the deadline rejects. */
function waiting(name: string, id: string, lastTime: number, deadline: number): WaitingMatch<string> {
  const match = {} as WaitingMatch<string>['match'];
  names.set(match, name);
  return { match, id, lastTime, deadline, rejected: false };
}

test('matches are handed out in their order, each when its time is over', () => {
  const handedOut: (string | undefined)[] = [];
  const matches = createWaitingMatches<string>(true, (match) => handedOut.push(names.get(match)));
  matches.add(waiting('first', 'k', 0, 10));
  matches.add(waiting('second', 'k', 5, 15));
  matches.add(waiting('third', 'l', 5, 15));
  matches.release(10);
  expect([handedOut, matches.count()]).toEqual([[], 3]);
  matches.release(11);
  expect([handedOut, matches.count()]).toEqual([['first'], 2]);
  // The first one has expired, and the third has a different key.
  matches.reject('k', 1, 12);
  matches.release(13);
  expect([handedOut, matches.count()]).toEqual([['first'], 1]);
  matches.finish();
  expect([handedOut, matches.count()]).toEqual([['first', 'third'], 0]);
});
