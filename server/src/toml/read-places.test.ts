import fc from 'fast-check';
import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { collectPlaces, type Place } from './places.js';
import { readPlaces } from './read-places.js';
import { scanStatements } from './scan.js';
import { parseStrictly } from './strict.js';

/** What a syntax tree says of the places. */
function fromTree(text: string): readonly Place[] {
  const result = parseStrictly(text, scanStatements(text));
  if ('error' in result) throw new Error(result.error.message);
  return collectPlaces(text, result.tree).ordered();
}

describe('gives what a syntax tree gives', () => {
  test.each([
    '',
    '\ufeffa = 1 # one\n',
    'a.b . "c d".\'e\' = 1\n',
    '"\\u0041" = "x\\"y"\n',
    'a = [1, [2.5, -1e3], {b = true, c.d = "x"}, {}, ] # end\n',
    'a = [ # first\n  "x", # second\n\n  "y"\n]\r\nb = 0x1F\r\n',
    'a = """\nb = 1\n"""""\nc = \'\'\'\n[x]\'\'\'\n',
    '[a]\nb = 1\n\n[a.c.d]\n[a.c]\ne = nan\n',
    '[[a]]\nb = 1\n[[a]]\n[a.c]\nd = 2\n[[a.e]]\n[[a.e]]\nf = 3\n[[a]]\n[[a.e]]\n',
    ' [ a . "b" ] # header\n c = -inf\n',
    '[[ a ]]\n[[a.b.c]]\nd = 1_000\n',
  ])('%j', (text) => expect(readPlaces(text)?.ordered()).toEqual(fromTree(text)));

  const key = fc.constantFrom('a', 'b', 'c-d', '"e f"', "'g.h'", 'a.b', 'c-d . a', '"\\t"');
  const blank = fc.constantFrom('', ' ', '\t');
  const lines = fc.constantFrom('', ' ', '\n', ' # comment\n', '\r\n\n');
  const scalar = fc.constantFrom(
    ...[
      '1',
      '-2',
      '0b11',
      '1.5',
      '6e-2',
      'true',
      'inf',
      '"x"',
      '"\\\\"',
      "'y'",
      '""',
      '"""z\n"""',
      "'''\n'''",
    ],
  );
  const { value } = fc.letrec<{ value: string }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      scalar,
      fc
        .tuple(fc.array(fc.tuple(lines, tie('value'), lines), { maxLength: 3 }), lines)
        .map(([items, end]) => `[${items.map((item) => item.join('')).join(',')}${end}]`),
      fc
        .array(fc.tuple(key, blank, tie('value'), blank), { maxLength: 2 })
        .map((entries) => `{${entries.map(([name, a, one, b]) => `${name}${a}=${one}${b}`).join(',')}}`),
    ),
  }));
  const entry = fc
    .tuple(blank, key, blank, value, lines)
    .map(([a, name, b, one, c]) => `${a}${name}${b}=${one}${c}\n`);
  const header = fc
    .tuple(key, fc.boolean(), lines)
    .map(([name, double, end]) => (double ? `[[${name}]]${end}\n` : `[${name}]${end}\n`));

  test('any document', () => {
    let compared = 0;
    fc.assert(
      fc.property(fc.array(fc.oneof(entry, header), { maxLength: 6 }), (parts) => {
        const text = parts.join('');
        try {
          parse(text);
          fromTree(text);
        } catch {
          return;
        }
        compared++;
        expect(readPlaces(text)?.ordered()).toEqual(fromTree(text));
      }),
      { numRuns: 2_000 },
    );
    expect(compared).toBeGreaterThan(200);
  });
});

test.each(['a = 2026-01-01\n', 'a = 07:30:00\n', `a = ${'['.repeat(150)}${']'.repeat(150)}\n`])(
  'leaves %j to the parser with positions',
  (text) => expect(readPlaces(text)).toBeUndefined(),
);

test('takes time in proportion to the length', () => {
  const text = Array.from({ length: 20_000 }, (_, index) => `[[a]]\nkey${index} = [1, 2]\n`).join('');
  const start = performance.now();
  expect(readPlaces(text)?.ordered().length).toBe(1 + 20_000 * 4);
  expect(performance.now() - start).toBeLessThan(5_000);
});
