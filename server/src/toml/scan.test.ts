import { describe, expect, test } from 'vitest';
import { scanStatements } from './scan.js';

describe('statements', () => {
  test('with their strings and open brackets', () => {
    const text = "[t]\na = '''\n[x]\n''' # c\n\nb = [ \"]\", {\n";
    expect(
      scanStatements(text).map(({ start, end, strings, openBrackets }) => ({
        text: text.slice(start, end),
        strings: strings.map((string) => text.slice(string.start, string.end)),
        openBrackets,
      })),
    ).toEqual([
      { text: '[t]', strings: [], openBrackets: [] },
      { text: "a = '''\n[x]\n''' # c", strings: ["'''\n[x]\n'''"], openBrackets: [] },
      { text: 'b = [ "]", {\n', strings: ['"]"'], openBrackets: ['[', '{'] },
    ]);
  });

  test('quotes before the closing ones belong to the string', () => {
    const [statement] = scanStatements('a = """x"""""\n');
    expect(statement?.strings).toEqual([{ start: 4, end: 13, quotes: '"""', closed: true }]);
  });
});
