import fc from 'fast-check';
import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { findPlaces } from './find-places.js';
import type { TomlPath } from './path.js';
import { pathId } from './places.js';
import { readPlaces } from './read-places.js';
import { scanStatements } from './scan.js';

const texts = [
  'a = 1\nb = [1, {c = "x", d.e = ["y"]}]\n',
  'a.b.c = 1\na.b.d = [ # ]\n "x]", \'{\',\n]\na.e = {f = "}", g = [[], [1]]}\nh = "\\"#"\n',
  '[a]\nb = """\n[x]\nc = 1"""\nf = -1.5\n\n[a.c.d]\n[a.c]\ne = nan\n[b]\n',
  '[[a]]\nb = 1\n[[a]]\nb = 2\n[a.c]\nd = 2\n[[a.c.e]]\n[[a.c.e]]\nf = 3\n[[a]]\n[[a.e]]\n',
  '[metadata]\nid = "x"\n[rule]\nid = "y"\ntags = ["z"]\nthreat = 1\n[rule.id2]\n[rule.id2.id]\nx = 1\n',
];

function startsOf(text: string): number[] {
  return scanStatements(text).map(({ start }) => start);
}

describe('a place that is looked for alone is the same as among all', () => {
  const same = (text: string, path: TomlPath): void => {
    const all = readPlaces(text)!;
    const alone = readPlaces(text, { path, statements: startsOf(text) })!;
    expect([path, alone.get(path)]).toEqual([path, all.get(path)]);
  };

  test.each(texts)('%j', (text) => {
    const paths = readPlaces(text)!
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
        for (const { path } of readPlaces(text)!.ordered()) same(text, path);
      }),
      { numRuns: 3_000 },
    );
    expect(compared).toBeGreaterThan(500);
  });
});

test.each(texts)('gives the same for few and for many: %j', (text) => {
  const places = findPlaces(text, startsOf(text));
  const all = readPlaces(text)!.ordered();
  for (const place of [...all, ...all]) expect(places.get(place.path)).toEqual(place);
  expect(places.ordered()).toEqual(all);
  for (const place of all) {
    expect(findPlaces(text).get(place.path)).toEqual(place);
    expect(findPlaces(text).stringAt(place)?.value).toEqual(places.stringAt(place)?.value);
    expect(places.get(place.path)).toBe(places.get(place.path));
  }
});

test('finds what only a syntax tree tells', () => {
  const text = 'a = 2026-01-01\nb = "x"\nc = [07:30:00]\n';
  const places = findPlaces(text, startsOf(text));
  expect(places.get(['a'])?.kind).toBe('date');
  expect(places.get(['c', 0])?.kind).toBe('date');
  expect(places.stringAt(places.get(['b'])!)?.value).toBe('x');
  expect(places.ordered().map(({ path }) => pathId(path))).toHaveLength(4);
});
