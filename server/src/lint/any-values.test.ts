import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fullRule } from '../../../test/helpers/full-rule.js';
import { parseToml } from '../toml/document.js';
import type { Place } from '../toml/places.js';
import { defaultConfiguration } from './configuration.js';
import { lintRule } from './run.js';

const folder = 'rules';
const rules = readdirSync(folder)
  .filter((file) => file.endsWith('.toml'))
  .map((file) => readFileSync(join(folder, file), 'utf8'));

/** Values of every kind, most of them where no key takes them. */
const values = [
  '{}',
  '{ a = 1 }',
  '[]',
  '[[]]',
  '[{}]',
  '[{ a = [1] }, "x", 1]',
  '""',
  '" "',
  '"constructor"',
  '0',
  '-1',
  '1.5',
  'nan',
  '99999999999999999999',
  'true',
  '2020-01-01',
  '2020-01-01T00:00:00Z',
];

/** Checks that a rule with another value at one of its places is no more than wrong. */
function checkReplaced(text: string, { path, value }: Place, other: string): void {
  const changed = text.slice(0, value!.start) + other + text.slice(value!.end);
  expect(
    () => lintRule(changed, { configuration: { ...defaultConfiguration, profile: 'elastic' } }),
    `${path.join('.')} = ${other}`,
  ).not.toThrow();
}

function placesWithValue(text: string): Place[] {
  return parseToml(text)
    .places()
    .filter(({ value }) => value !== undefined);
}

test.each(['threat_match', 'new_terms', 'threshold'])(
  'a table, a list of tables or nothing in place of any value of a rule of type %s gives findings',
  (type) => {
    const text = fullRule(type);
    const places = placesWithValue(text);
    expect(places.length).toBeGreaterThan(200);
    for (const place of places) for (const other of ['{}', '[{}]', '""']) checkReplaced(text, place, other);
  },
  30_000,
);

test('a value of any kind at any place gives findings', () => {
  fc.assert(
    fc.property(fc.nat(rules.length - 1), fc.constantFrom(...values), fc.nat(), (rule, value, at) => {
      const text = rules[rule]!;
      const places = placesWithValue(text);
      checkReplaced(text, places[at % places.length]!, value);
    }),
    { numRuns: 1_000 },
  );
});
