import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseKql } from './parse.js';
import { printKql } from './print.js';

/** Returns the tree without positions, for comparing. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shape);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'span')
      .map(([key, child]) => [key, shape(child)]),
  );
}

/** Checks that the printed query has the same tree. */
function checkPrint(text: string): void {
  const { tree, problems } = parseKql(text);
  if (!tree || problems.length > 0) return;
  const printed = printKql(tree);
  const again = parseKql(printed);
  expect(again.problems, printed).toEqual([]);
  expect(shape(again.tree), printed).toEqual(shape(tree));
}

test.each([
  '',
  'a: b',
  'a: (b or c and not d)',
  'not (a: b or c: d)',
  'a: "b \\" \\\\ c\\t"',
  'a: b*c\\*d',
  'a: \\and or b: \\not',
  'a: x\\not y',
  'a: x and (b: y or c: z) and d > 5',
  'n: {a: b and c: {d: e}}',
  'a: foo bar',
  'free text and "quoted text"',
  'a: \\u0020x\\u0020',
  'a: true or b: null',
])('%s', checkPrint);

test('any query prints to one with the same tree', () => {
  const piece = fc.constantFrom(
    'a',
    'b.c',
    ': ',
    ' and ',
    ' or ',
    'not ',
    '(',
    ')',
    '{',
    '}',
    '"',
    '*',
    '\\',
    '\\"',
    ' > ',
    '5',
    ' ',
    'true',
    'null',
    'and',
    'or',
    '\\n',
    '\n',
    '\u00a0',
  );
  fc.assert(
    fc.property(
      fc.array(piece).map((pieces) => pieces.join('')),
      checkPrint,
    ),
    { numRuns: 5000 },
  );
});
