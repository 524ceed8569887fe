import { expect, it } from 'vitest';
import { evaluate } from '../../../index.js';

/** Returns a list of different numbers. */
const list = (length: number): number[] => Array.from({ length }, (_, value) => value);

it.each([
  ['lists that multiply', 'MV_EXPAND a | MV_EXPAND b', 2100, 'error'],
  ['one list after the other within reason', 'MV_EXPAND a | MV_EXPAND b | STATS n = COUNT(*)', 300, 'table'],
])('MV_EXPAND of %s', (_, commands, length, kind) => {
  const query = `FROM x | EVAL b = a | ${commands}`;
  const answer = evaluate({ language: 'esql', query, events: [{ a: list(length) }] });
  expect(answer).toMatchObject(
    kind === 'error'
      ? {
          kind,
          problems: [
            {
              code: 'not-supported',
              message: 'MV_EXPAND adds more than 4000000 rows, which is not evaluated',
            },
          ],
        }
      : { kind, rows: [[90_000]] },
  );
});
