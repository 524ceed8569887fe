import { expect, test } from 'vitest';
import { remember } from './remember.js';

test('works an answer out once, also when it is undefined', () => {
  const asked: string[] = [];
  const answerOf = remember((name) => {
    asked.push(name);
    return name === 'a' ? 1 : undefined;
  });
  expect(['a', 'b', 'a', 'b'].map(answerOf)).toEqual([1, undefined, 1, undefined]);
  expect(asked).toEqual(['a', 'b']);
});

test('keeps a limited number of answers', () => {
  let count = 0;
  const answerOf = remember(() => ++count);
  for (let index = 0; index < 20_000; index++) answerOf(String(index));
  expect(answerOf('0')).toBe(20_001);
});
