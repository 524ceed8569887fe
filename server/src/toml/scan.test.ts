import fc from 'fast-check';
import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { mayNeedStrictParser, scanStatements } from './scan.js';
import { parseStrictly } from './strict.js';

function accepted(text: string): boolean {
  try {
    parse(text, { integersAsBigInt: 'asNeeded' });
    return true;
  } catch {
    return false;
  }
}

describe('what only TOML 1.1 allows', () => {
  test.each([
    ['a = {x = 1,}', true],
    ['a = {\nx = 1}', true],
    ['a = {x = 1 # c\n}', true],
    ['a = [{\nx = 1}]', true],
    ['a = "\\e"', true],
    ['a = """\n\\x41"""', true],
    ['a = 07:32', true],
    ['a = 2020-02-30', true],
    ['a = {x = [\n1,\n]}', true],
    ["a = '\\e'", false],
    ['a = {x = "}", y = 1}', false],
    ['a = [\n1,\n2,\n]', false],
    ['a = """\n{\n07:32 \\\\e\n"""', false],
    ['# {\na = 1e-5', false],
  ])('%j: %s', (text, expected) => expect(mayNeedStrictParser(text)).toBe(expected));

  test('is never overlooked', () => {
    const value = fc.constantFrom(
      ...[
        '1',
        '-1',
        '0x1F',
        '1.5',
        '1e-5',
        'inf',
        'nan',
        'true',
        '"x"',
        "'y'",
        '"\\e"',
        '"\\x41"',
        '"\\u0041"',
      ],
      ...['"""a\nb"""', "'''\n{\n'''", '07:32', '07:32:00', '1979-05-27', '1979-05-27T07:32Z', '2020-02-30'],
      ...[
        '1979-05-27 07:32:00',
        '[1, 2]',
        '[1,\n2,\n]',
        '[\n# c\n1]',
        '{}',
        '{x = 1}',
        '{x = 1,}',
        '{\nx = 1}',
      ],
      ...[
        '{x = {y = 1}, z = 2}',
        '{x.y = 1}',
        '[{x = 1}, {x = 2},]',
        '{x = "},"}',
        '{x = 1 # c\n}',
        '{ }',
        '[ ]',
      ],
    );
    const line = fc.oneof(
      fc
        .tuple(fc.constantFrom('a', 'b', '"c d"', 'e.f', "'g'", ' h '), value)
        .map(([key, written]) => `${key} = ${written}`),
      fc.constantFrom('[t]', '[[u]]', '# comment {', '', '[t.v]', '  ', '["w"]', '[[u.x]]', '# tab\there'),
    );
    const breaks = fc.constantFrom('\n', '\r\n');
    let checked = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(line, breaks), { maxLength: 8 }), (lines) => {
        const text = lines.map(([written, end]) => written + end).join('');
        if (!accepted(text) || mayNeedStrictParser(text)) return;
        checked++;
        expect(parseStrictly(text, scanStatements(text))).toHaveProperty('tree');
      }),
      { numRuns: 3000 },
    );
    expect(checked).toBeGreaterThan(500);
  });
});

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
