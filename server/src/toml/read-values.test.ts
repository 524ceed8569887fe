import fc from 'fast-check';
import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { collectPlaces } from './places.js';
import { readValues } from './read-values.js';
import { scanStatements } from './scan.js';
import { parseStrictly } from './strict.js';

/** What the library gives; undefined where it refuses the text. */
function fromLibrary(text: string): unknown {
  try {
    return parse(text, { integersAsBigInt: 'asNeeded' });
  } catch {
    return undefined;
  }
}

/** The values of a syntax tree; undefined where the text is not TOML 1.0 for its parser or not for the library. */
function fromTree(text: string): unknown {
  const result = parseStrictly(text, scanStatements(text));
  return 'error' in result || !fromLibrary(text) ? undefined : collectPlaces(text, result.tree).values();
}

const usual = [
  '',
  '\ufeffa = 1 # one\n',
  '# comment\r\n\r\na = "b"\r\n',
  '"a b" = 1\n\'c.d\' = 2\n"" = 3\n__proto__ = 4\nconstructor = 5\n',
  'a = "x\\"y\\\\z\\u00e9\\U0001F600\\b\\t\\n\\f\\r"\n',
  'a = """\n one \\\n  two \\" """\nb = """""x"""""\nc = """\\\r\n x"""\n',
  "a = '''\r\nb = 1'''\nc = ''\nd = ''''''\n",
  'a = 0\nb = -12\nc = 999999999999999\nd = true\ne = false',
  'a = [1, ["x", []], # first\n\n{b = 1, c = {}}, ]\n',
  '[a]\nb = 1\n\n[a.c . d] # header\n[ a."x.y" ]\ne = 1\n',
  '[[a]]\nb = 1\n[[a]]\n[a.c]\nd = 2\n[[a.c.e]]\n[[a.c.e]]\nf = 3\n[[a]]\n[[a.e]]\n',
];

test.each(usual)('%j', (text) => {
  expect(readValues(text)?.values).toEqual(fromLibrary(text));
  expect(readValues(text)?.values).toEqual(fromTree(text));
});

test.each(usual)('says where the statements of %j begin', (text) => {
  expect(readValues(text)?.statements).toEqual(scanStatements(text).map(({ start }) => start));
});

describe('leaves to the library', () => {
  test.each([
    ['dates and times', ['a = 2026-01-01\n', 'a = 07:30:00\n', 'a = 1979-05-27T07:32:00Z\n']],
    [
      'other numbers',
      ['a = 1.5\n', 'a = 1e3\n', 'a = 0x1F\n', 'a = 1_000\n', 'a = +1\n', 'a = -0\n', 'a = inf\n'],
    ],
    ['numbers that JavaScript rounds', ['a = 9007199254740993\n']],
    ['keys of several names', ['a.b = 1\n', 'a = { b.c = 1 }\n']],
    ['tables that come after those below them', ['[a.b]\n[a]\nc = 1\n']],
    ['deep nesting', [`a = ${'['.repeat(150)}${']'.repeat(150)}\n`]],
    ['headers of very many names', [`[${'a.'.repeat(150)}a]\n`]],
    ['what came after TOML 1.0', ['a = { b = 1, }\n', 'a = { b = 1\n}\n', 'a = "\\e"\n', 'a = "\\x41"\n']],
    [
      'what is no TOML',
      [
        'a\n',
        'a =\n',
        'a = b\n',
        'a = 01\n',
        'a = truely\n',
        'a = 1 b = 2\n',
        'a = "x\n',
        'a = "x"y\n',
        'a = "\\q"\n',
        'a = "\\ud800"\n',
        'a = """x\n',
        "a = 'it''s'\n",
        'a = """x""""""\n',
        'a = "\u0001"\n',
        '# \u007f\n',
        'a = 1\rb = 2\n',
        'a = [1 2]\n',
        'a = [,]\n',
        'a = [1\n',
        'a = {b = 1 c = 2}\n',
        'a = {b = 1, b = 2}\n',
        '"""a""" = 1\n',
        '[a\n',
        '[a]]\n',
        '[[a]\n',
        '[a] b = 1\n',
        '[]\n',
        '[a.]\n',
      ],
    ],
    [
      'what is defined twice',
      [
        'a = 1\na = 2\n',
        '[a]\n[a]\n',
        '[a]\n[[a]]\n',
        '[[a]]\n[a]\n',
        '[a]\nb = 1\n[a.b]\n',
        'a = {}\n[a.b]\n',
        'a = [{}]\n[a.b]\n',
        'a = []\n[[a]]\n',
        '[a]\nb.c = 1\n[a.b]\n',
        '[a.b]\n[[a]]\n',
      ],
    ],
  ])('%s', (_, texts) => {
    for (const text of texts) expect([text, readValues(text)]).toEqual([text, undefined]);
  });
});

// The library loses quotes between an escaped line break and the end of a text, so the tree is what counts.
describe('never takes what the parsers refuse, and gives what a syntax tree gives', () => {
  const piece = fc.constantFrom(
    ...[
      'a',
      'b',
      'c',
      '"a"',
      "'b'",
      '.',
      '=',
      ' = ',
      '1',
      '-2',
      '0',
      'true',
      'false',
      '"x"',
      "'y'",
      '""',
      "''",
    ],
    ...[
      '"""',
      "'''",
      '"',
      "'",
      '\\',
      '\\n',
      '\\u0041',
      '\\\n',
      '[',
      ']',
      '[[',
      ']]',
      '{',
      '}',
      ',',
      ', ',
      '#',
    ],
    ...[
      ' ',
      '\t',
      '\n',
      '\n',
      '\n',
      '\r\n',
      '\r',
      '\ufeff',
      'a = ',
      '\nb = ',
      '\n[a]\n',
      '\n[[a]]\n',
      '\n[a.b]\n',
    ],
  );

  test('any pieces', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const text = pieces.join('');
        const values = readValues(text)?.values;
        if (values) expect(values).toEqual(fromTree(text));
      }),
      { numRuns: 20_000 },
    );
  });

  test('any damage', () => {
    let taken = 0;
    fc.assert(
      fc.property(
        fc.nat(),
        fc.nat(),
        fc.nat(2),
        fc.array(piece, { maxLength: 3 }),
        (which, where, removed, pieces) => {
          const original = usual[which % usual.length]!;
          const at = where % (original.length + 1);
          const text = original.slice(0, at) + pieces.join('') + original.slice(at + removed);
          const values = readValues(text)?.values;
          if (!values) return;
          taken++;
          expect(values).toEqual(fromTree(text));
        },
      ),
      { numRuns: 10_000 },
    );
    expect(taken).toBeGreaterThan(500);
  });
});

test('takes time in proportion to the length', () => {
  const text = `${'[[a]]\nkey = [1, """x\\n"""]\n'.repeat(20_000)}b = "${'\\\\'.repeat(200_000)}"\n`;
  const start = performance.now();
  expect(readValues(text)).toBeDefined();
  expect(performance.now() - start).toBeLessThan(5_000);
});
