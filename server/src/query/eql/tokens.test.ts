import { expect, test } from 'vitest';
import { isClosedBlockComment, tokenizeEql } from './tokens.js';

test.each([
  ['/* a */', true],
  ['/**/', true],
  ['/* a /* b */ c */', true],
  ['/* a', false],
  ['/* a *', false],
  ['/* a /* b */', false],
  ['// a', false],
  ['// a /* b */', false],
])('whether %s is a block comment that is closed', (comment, isClosed) => {
  const { comments } = tokenizeEql(`any where true ${comment}`);
  expect(comments.map(isClosedBlockComment)).toEqual([isClosed]);
});
