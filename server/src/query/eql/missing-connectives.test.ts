import { expect, test } from 'vitest';
import { parseEql } from './parse.js';

/**
 * Several words in a row after a missing connective have one cause. After a written connective, there is a
 * new one.
 */
test.each([
  ['one is missing', 'a where b == 1 c == 2', ['c']],
  ['two in a row are missing', 'a where b == 1 c == 2 d == 3', ['c']],
  ['again after "and"', 'a where b == 1 c == 2 and d == 3 e == 4', ['c', 'e']],
  ['again after "or", twice in a row', 'a where b == 1 c == 2 or d == 3 e == 4 f == 5', ['c', 'e']],
  ['again within parentheses', 'a where b == 1 c == 2 and (d == 3 e == 4)', ['c', 'e']],
  ['again in another step', 'sequence [a where b == 1 c == 2] [a where d == 1 e == 2]', ['c', 'e']],
])('a missing connective is reported once for one cause: %s', (_, query, before) => {
  const { problems } = parseEql(query);
  expect(problems.map(({ span }) => query[span.start])).toEqual(before);
});
