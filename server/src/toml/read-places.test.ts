import fc from 'fast-check';
import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { placesInTree } from '../../../test/helpers/toml-tree.js';
import type { TomlPath } from './path.js';
import { findPlaces, readPlaces } from './read-places.js';

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
  ])('%j', (text) => expect(readPlaces(text).ordered()).toEqual(placesInTree(text)));

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
      '2026-01-01',
      '1979-05-27 07:32:00.5',
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
          placesInTree(text);
        } catch {
          return;
        }
        compared++;
        expect(readPlaces(text).ordered()).toEqual(placesInTree(text));
      }),
      { numRuns: 2_000 },
    );
    expect(compared).toBeGreaterThan(200);
  });
});

test('a place is skipped when its path is very long, not what stands behind it', () => {
  const places = readPlaces(`a = ${'['.repeat(900)}1${']'.repeat(900)}\nb = 2\n`);
  expect(places.get(['a', 0, 0])?.kind).toBe('array');
  expect(places.get(['a', ...Array.from({ length: 900 }, () => 0)])).toBeUndefined();
  expect(places.get(['b'])?.value).toEqual({ start: 1810, end: 1811 });
});

test('takes time in proportion to the length', () => {
  const text = Array.from({ length: 20_000 }, (_, index) => `[[a]]\nkey${index} = [1, 2]\n`).join('');
  const start = performance.now();
  expect(readPlaces(text).ordered().length).toBe(1 + 20_000 * 4);
  expect(performance.now() - start).toBeLessThan(5_000);
});

const texts = [
  'a = 1\nb = [1, {c = "x", d.e = ["y"]}]\n',
  'a.b.c = 1\na.b.d = [ # ]\n "x]", \'{\',\n]\na.e = {f = "}", g = [[], [1]]}\nh = "\\"#"\n',
  '[a]\nb = """\n[x]\nc = 1"""\nf = -1.5\n\n[a.c.d]\n[a.c]\ne = nan\n[b]\n',
  '[[a]]\nb = 1\n[[a]]\nb = 2\n[a.c]\nd = 2\n[[a.c.e]]\n[[a.c.e]]\nf = 3\n[[a]]\n[[a.e]]\n',
  '[metadata]\nid = "x"\n[rule]\nid = "y"\ntags = ["z"]\nthreat = 1\n[rule.id2]\n[rule.id2.id]\nx = 1\n',
];

describe('a place that is looked for alone is the same as among all', () => {
  const same = (text: string, path: TomlPath): void => {
    const all = readPlaces(text);
    const alone = readPlaces(text, path);
    expect([path, alone.get(path)]).toEqual([path, all.get(path)]);
  };

  test.each(texts)('%j', (text) => {
    const paths = readPlaces(text)
      .ordered()
      .map(({ path }) => path);
    for (const path of paths) {
      same(text, path);
      same(text, [...path, 'absent']);
      same(text, [...path, 7]);
      same(text, path.slice(0, -1));
    }
  });

  test('in any document', () => {
    const line = fc.constantFrom(
      ...[
        'a = 1\n',
        'b = [1, [2]]\n',
        'c = { a = 1, b.c = "x" }\n',
        'b.c = "x"\n',
        'c.a.b = 1\n',
        '"a.b" = 1\n',
      ],
      ...[
        '[a]\n',
        '[a.b]\n',
        '[b.c]\n',
        '[[a]]\n',
        '[[a.b]]\n',
        '[[c]]\n',
        '[c.a]\n',
        '[c.a.b]\n',
        '# a = 1\n',
      ],
    );
    let compared = 0;
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
        const text = lines.join('');
        try {
          parse(text);
        } catch {
          return;
        }
        compared++;
        for (const { path } of readPlaces(text).ordered()) same(text, path);
      }),
      { numRuns: 3_000 },
    );
    expect(compared).toBeGreaterThan(500);
  });
});

test.each(texts)('gives the same for few and for many: %j', (text) => {
  const places = findPlaces(text);
  const all = readPlaces(text).ordered();
  for (const place of [...all, ...all]) expect(places.get(place.path)).toEqual(place);
  expect(places.ordered()).toEqual(all);
  for (const place of all) {
    expect(findPlaces(text).get(place.path)).toEqual(place);
    expect(findPlaces(text).stringAt(place)?.value).toEqual(places.stringAt(place)?.value);
    expect(places.get(place.path)).toBe(places.get(place.path));
  }
});
