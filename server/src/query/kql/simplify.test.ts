import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../text/edits.js';
import { parseKql } from './parse.js';
import { findSimplifications } from './simplify.js';
import type { KqlNode } from './syntax.js';

const find = (text: string) => {
  const { tree, problems } = parseKql(text);
  expect(problems, text).toEqual([]);
  return findSimplifications(text, tree!.condition!);
};

describe('a query is simplified', () => {
  test.each<[before: string, after: string]>([
    ['a: x or a: y', 'a: (x or y)'],
    ['a: x and b: z and a: y', 'a: (x and y) and b: z'],
    ['b: z and (a:x or a:y or a:(v or w))', 'b: z and a:(x or y or v or w)'],
    ['a: (x or y) and a: z', 'a: ((x or y) and z)'],
    ['a: (x or y) or a: (v and w)', 'a: (x or y or (v and w))'],
    ['not a: x and not a: (y or z)', 'not a: (x or y or z)'],
    ['not a: x or not a: y', 'not a: (x and y)'],
    ['a: * and not a: (x or y)', 'a: (* and not (x or y))'],
    ['not a: x and a: *', 'a: (not x and *)'],
    ['not (a: x or a: y)', 'not a: (x or y)'],
    ['a: (\n  x or\n  y\n) or\na: z', 'a: (\n  x or\n  y or z\n)'],
    ['not (not a: x)', 'a: x'],
    ['a: (not x)', 'not a: x'],
    ['a: (not x and not y)', 'not a: (x or y)'],
    ['a: x and (b: y and c: z)', 'a: x and b: y and c: z'],
    ['a: (x or (y or z))', 'a: (x or y or z)'],
    ['n: { a: x or a: y }', 'n: { a: (x or y) }'],
    ['not (not a: x and not a: y)', 'not (not a: (x or y))'],
    ['(a: x) or a: y', '(a: x) or a: y'],
  ])('%s', (before, after) => {
    const edits = find(before).flatMap(({ edit }) => edit ?? []);
    expect(applyEdits(before, edits)).toBe(after);
  });
});

test.each([
  'a: (x or y) and b: (x and not y) and not c: z',
  'a: x or (b: y and a: z)',
  'n > 5 and n < 9',
  'a: (x and (y or z))',
  'x or y',
  'a: x and n: { a: y }',
])('nothing to simplify: %s', (text) => expect(find(text)).toEqual([]));

/** Returns whether a query holds if exactly some pairs of field and value do. */
function holds(node: KqlNode, pairs: ReadonlySet<string>): boolean {
  switch (node.kind) {
    case 'and':
      return node.operands.every((operand) => holds(operand, pairs));
    case 'or':
      return node.operands.some((operand) => holds(operand, pairs));
    case 'not':
      return !holds(node.operand, pairs);
    case 'is':
      return pairs.has(`${node.field?.text}:${node.value.text}`);
    default:
      throw new Error(node.kind);
  }
}

const { query } = fc.letrec<{ query: string; value: string; atom: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('x', 'y', '"z"'),
    fc
      .tuple(tie('value'), fc.constantFrom(' and ', ' or '), tie('value'))
      .map((parts) => `(${parts.join('')})`),
    tie('value').map((value) => `(not ${value})`),
  ),
  atom: fc
    .tuple(fc.constantFrom('a', 'b'), fc.constantFrom(':', ': '), tie('value'))
    .map((parts) => parts.join('')),
  query: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('atom'),
    tie('atom'),
    fc
      .tuple(fc.array(tie('query'), { minLength: 2, maxLength: 3 }), fc.constantFrom(' and ', ' or\n'))
      .map(([parts, keyword]) => `(${parts.join(keyword)})`),
    fc.tuple(tie('atom'), fc.constantFrom(' and ', ' or '), tie('query')).map((parts) => parts.join('')),
    tie('atom').map((atom) => `not ${atom}`),
    tie('query').map((inner) => `not (${inner})`),
  ),
}));

test('a simpler query matches the same, and comes to an end', () => {
  const all = ['a:x', 'a:y', 'a:z', 'b:x', 'b:y', 'b:z'];
  fc.assert(
    fc.property(query, fc.subarray(all), (text, pairs) => {
      const wanted = holds(parseKql(text).tree!.condition!, new Set(pairs));
      let current = text;
      for (let round = 0; ; round++) {
        expect(round).toBeLessThan(60);
        const edit = find(current).find((found) => found.edit)?.edit;
        if (!edit) break;
        const next = applyEdits(current, [edit]);
        expect(next).not.toBe(current);
        expect(holds(parseKql(next).tree!.condition!, new Set(pairs)), `${current} -> ${next}`).toBe(wanted);
        current = next;
      }
    }),
    { numRuns: 3_000 },
  );
});
