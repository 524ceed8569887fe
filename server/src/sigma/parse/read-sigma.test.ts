import { expect, test } from 'vitest';
import { sigmaRule } from '../../../../test/helpers/check-sigma.js';
import { readSigma } from './read-sigma.js';

const rule = sigmaRule('sel:\n  Image: a\ncondition: sel');

test('documents of a file are read one by one', () => {
  const file = readSigma(`${rule}---\ntitle: Two\nlogsource: 5\ndetection: {}\n--- # end\n${rule}`);
  expect(
    file.kind === 'sigma' && file.documents.map(({ title, content }) => [title, content.constructor.name]),
  ).toEqual([
    ['One', 'Object'],
    ['Two', 'Refusal'],
    ['One', 'Object'],
  ]);
});

test.each([
  ['a: 1', 'other'],
  ['', 'other'],
  ['[1, 2]', 'other'],
  ['a: [', 'unreadable'],
  ['a: 1\na: 2\ndetection: {}', 'unreadable'],
  [
    `a: &a [x, x, x, x, x, x, x, x, x, x]\n${'bcdefgh'.replace(
      /./g,
      (name) =>
        `${name}: &${name} [${Array(10)
          .fill(`*${String.fromCharCode(name.charCodeAt(0) - 1)}`)
          .join(', ')}]\n`,
    )}detection: *h`,
    'unreadable',
  ],
  [`a: ${'['.repeat(5000)}`, 'unreadable'],
])('%.40j is %s', (text, kind) => {
  expect(readSigma(text).kind).toBe(kind);
});

// The list is not closed at the end, which is the line after the last.
test('the line of a fault counts from the start of the file', () => {
  expect(readSigma(`${rule}---\na: 1\nb: [\n`)).toMatchObject({
    kind: 'unreadable',
    line: rule.split('\n').length + 3,
  });
});

test.each([
  ['detection: 5', '"detection" must be a map'],
  ['detection: {a: {b: 1}}', '"condition" must be a string or a list of strings'],
  ['detection: {a: 5, condition: [1]}', '"condition" must be a string or a list of strings'],
  ['detection: {a: [], condition: a}', 'the selection "a" is empty'],
  ['detection: {a: {b: {c: 1}}, condition: a}', 'the values of "b" must be strings, numbers or null'],
  [
    'detection: {a: {b: 1}, timeframe: 5m, condition: a}',
    '"timeframe" belongs to deprecated aggregations; write a correlation rule',
  ],
])('%j is refused', (detection, reason) => {
  const file = readSigma(`title: One\nlogsource: {product: windows}\n${detection}\n`);
  expect(file.kind === 'sigma' && file.documents[0]!.content).toMatchObject({ message: reason });
});
