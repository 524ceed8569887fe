import { describe, expect, test } from 'vitest';
import { applyEdits } from '../text/edits.js';
import { parseToml } from './document.js';

describe('the usual mistakes', () => {
  test.each<[string, string, string | undefined]>([
    ['a = True', '"true" must be in lower case', 'a = true'],
    ['a : 50', 'a key must be followed by "=", not ":"', 'a = 50'],
    ['a: 50', 'a key must be followed by "=", not ":"', 'a = 50'],
    ['a == 50', 'a key and its value need a single "=" between them', 'a = 50'],
    ['a = "x" // b', 'a comment starts with "#", not "//"', 'a = "x" # b'],
    ['// b', 'a comment starts with "#", not "//"', '# b'],
    ['; b', 'a comment starts with "#", not ";"', '# b'],
    ['a = null', 'TOML has no "null"; omit the key instead', undefined],
    ['a = “x y”', 'a string needs straight quotes', 'a = "x y"'],
    ['a = "x" true', 'only a comment can follow the value on this line', undefined],
    ['a = low', 'a string needs quotes', 'a = "low"'],
    ['a = now-9m # b', 'a string needs quotes', 'a = "now-9m" # b'],
    ['a = 2026/01/05', 'a string needs quotes', 'a = "2026/01/05"'],
    ['a = 0b5b1a1c-0d5c', 'a string needs quotes', 'a = "0b5b1a1c-0d5c"'],
    ['a = 2024-13-45', 'there is no month 13', undefined],
    ['a = 2024-00-12', 'there is no month 00', undefined],
    ['a = 2023-02-29', '2023-02 has no day 29', undefined],
    ['a = 2024-02-30 # b', '2024-02 has no day 30', undefined],
    ['a = 2024-06-31T10:00:00Z', '2024-06 has no day 31', undefined],
    ['a = 2024-06-30T25:00:00Z', 'there is no hour 25', undefined],
    ['a = 10:60:00', 'there is no minute 60', undefined],
    ['a = [2024-06-30, 2024-13-01]', 'there is no month 13', undefined],
    ['a = {b = 2024-06-31}', '2024-06 has no day 31', undefined],
  ])('%s', (written, message, fixed) => {
    const text = `[rule]\n${written}\nb = 1\n`;
    const { problems } = parseToml(text);
    expect(problems.map((problem) => problem.message)).toEqual([`Not valid TOML: ${message}.`]);
    const { fix } = problems[0]!;
    expect(fix && applyEdits(text, fix.edits)).toBe(fixed && `[rule]\n${fixed}\nb = 1\n`);
    if (fix) expect(parseToml(applyEdits(text, fix.edits)).problems).toEqual([]);
  });
});

test('what does not exist of a date is marked', () => {
  const text = 'a = "2024-13-01"\nb = [2024-06-30, 2024-13-01]\n';
  const [problem] = parseToml(text).problems;
  const start = text.lastIndexOf('13');
  expect(problem?.span).toEqual({ start, end: start + 2 });
});

describe('backslashes are doubled in one go', () => {
  test.each([
    [
      'all in a path of Windows',
      String.raw`"x : C:\temp\new\Windows"`,
      String.raw`"x : C:\\temp\\new\\Windows"`,
    ],
    ['not those that are', String.raw`"C:\\Windows\System32"`, String.raw`"C:\\Windows\\System32"`],
    ['in a share', String.raw`"\\\\host\share\temp"`, String.raw`"\\\\host\\share\\temp"`],
    [
      'elsewhere only those that TOML does not know',
      String.raw`"a\tb \d+ \"c\""`,
      String.raw`"a\tb \\d+ \"c\""`,
    ],
    ['over several lines', '"""\nC:\\Windows\n\\temp\n"""', '"""\nC:\\\\Windows\n\\\\temp\n"""'],
  ])('%s', (_, written, fixed) => {
    const text = `a = ${written}\n`;
    const [problem, ...others] = parseToml(text).problems;
    expect(others).toEqual([]);
    expect(applyEdits(text, problem!.fix!.edits)).toBe(`a = ${fixed}\n`);
  });
});
