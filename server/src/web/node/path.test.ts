import { posix } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as path from './path.js';

/** Paths of few characters, so that dots, slashes and equal names often meet. */
const anyPath = fc.string({ unit: fc.constantFrom('a', 'b', '.', '..', '/', '//', '-'), maxLength: 10 });

function checkSame(
  name: string,
  ours: (a: string, b: string) => string,
  theirs: (a: string, b: string) => string,
) {
  test(`${name} is that of Node.js`, () => {
    fc.assert(
      fc.property(anyPath, anyPath, (a, b) => {
        expect(ours(a, b)).toBe(theirs(a, b));
      }),
      { numRuns: 2_000 },
    );
  });
}

checkSame('join', path.join, posix.join);
checkSame('normalize', path.normalize, posix.normalize);
checkSame('dirname', path.dirname, posix.dirname);
checkSame(
  'basename',
  (a) => path.basename(a),
  (a) => posix.basename(a),
);
checkSame(
  'isAbsolute',
  (a) => String(path.isAbsolute(a)),
  (a) => String(posix.isAbsolute(a)),
);
checkSame(
  'the root',
  (a) => path.parse(a).root,
  (a) => posix.parse(a).root,
);
// Below the current folder, which is the root here.
checkSame('resolve', path.resolve, (a, b) => posix.resolve('/', a, b));
checkSame('relative', path.relative, (a, b) => posix.relative(posix.resolve('/', a), posix.resolve('/', b)));

test('a name without its ending', () => {
  expect(path.basename('/rules/a.toml', '.toml')).toBe('a');
  expect(path.basename('/rules/.toml', '.toml')).toBe('.toml');
});
