import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits } from './edits.js';
import { indexLines } from './lines.js';
import { editDistance, nearestNames } from './nearest.js';
import { compareSeverity, type Severity } from './problem.js';
import { cover, overlaps, shift, touches } from './span.js';

describe('spans', () => {
  const a = { start: 2, end: 5 };
  test('cover and shift', () => {
    expect(cover(a, { start: 7, end: 9 })).toEqual({ start: 2, end: 9 });
    expect(cover({ start: 7, end: 9 }, a)).toEqual({ start: 2, end: 9 });
    expect(shift(a, 10)).toEqual({ start: 12, end: 15 });
  });

  test.each([
    [1, false],
    [2, true],
    [5, true],
    [6, false],
  ])('touches %i: %s', (offset, expected) => expect(touches(a, offset)).toBe(expected));

  test.each([
    [{ start: 5, end: 6 }, false],
    [{ start: 4, end: 6 }, true],
    [{ start: 0, end: 2 }, false],
    [{ start: 3, end: 4 }, true],
  ])('overlaps %j: %s', (other, expected) => expect(overlaps(a, other)).toBe(expected));
});

describe('line index', () => {
  const lines = indexLines('ab\ncd\r\ne\rf😀\n');

  test.each([
    [0, 0, 0],
    [2, 0, 2],
    [3, 1, 0],
    [6, 1, 3],
    [7, 2, 0],
    [9, 3, 0],
    [12, 3, 3],
    [13, 4, 0],
    [99, 4, 0],
    [-1, 0, 0],
  ])('offset %i is line %i column %i', (offset, line, column) => {
    expect(lines.positionAt(offset)).toEqual({ line, column });
  });

  test('LF, CRLF and a lone CR end lines', () => {
    expect(lines.lineCount).toBe(5);
    expect([0, 1, 2, 3, 4].map((line) => lines.lineText(line))).toEqual(['ab', 'cd', 'e', 'f😀', '']);
  });

  test('columns behind the end stay on the line, lines behind the end give the end', () => {
    expect(lines.offsetAt({ line: 1, column: 99 })).toBe(5);
    expect(lines.offsetAt({ line: 99, column: 0 })).toBe(13);
    expect(lines.offsetAt({ line: -1, column: 5 })).toBe(0);
  });

  test('offsets go to positions and back', () => {
    const pieces = fc.array(fc.constantFrom('a', '\n', '\r', '\r\n', '😀'), { maxLength: 30 });
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = parts.join('');
        const index = indexLines(text);
        for (let offset = 0; offset <= text.length; offset++) {
          const insideBreak = text[offset - 1] === '\r' && text[offset] === '\n';
          if (!insideBreak) expect(index.offsetAt(index.positionAt(offset))).toBe(offset);
        }
      }),
    );
  });
});

describe('edits', () => {
  test('are in offsets of the text before all of them, in any order', () => {
    const edits = [
      { span: { start: 4, end: 7 }, text: 'x' },
      { span: { start: 0, end: 0 }, text: '> ' },
    ];
    expect(applyEdits('one two', edits)).toBe('> one x');
  });

  test('one that overlaps an earlier one is left out', () => {
    const edits = [
      { span: { start: 0, end: 4 }, text: 'A' },
      { span: { start: 2, end: 6 }, text: 'B' },
    ];
    expect(applyEdits('abcdef', edits)).toBe('Aef');
  });
});

describe('nearest names', () => {
  test.each([
    ['abc', 'abc', 0],
    ['abc', 'acb', 1],
    ['abc', 'ab', 1],
    ['abc', 'axc', 1],
    ['kitten', 'sitting', 3],
    ['kitten', 'entirely', 4],
  ])('%s and %s are %i edits apart', (a, b, distance) => expect(editDistance(a, b, 3)).toBe(distance));

  test.each([
    ['strat', ['start', 'end', 'info'], ['start']],
    ['START', ['start', 'stat'], ['start', 'stat']],
    ['to', ['if', 'by'], []],
    ['process', ['process'], []],
    ['zzzzzz', ['start', 'end'], []],
  ])('%s among %j', (name, candidates, expected) => expect(nearestNames(name, candidates)).toEqual(expected));
});

test('severities are in order', () => {
  const mixed: Severity[] = ['hint', 'error', 'information', 'warning'];
  expect(mixed.sort(compareSeverity)).toEqual(['error', 'warning', 'information', 'hint']);
});
