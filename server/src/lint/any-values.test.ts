import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseToml } from '../toml/document.js';
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

test('a value of any kind at any place gives findings', () => {
  fc.assert(
    fc.property(fc.nat(rules.length - 1), fc.constantFrom(...values), fc.nat(), (rule, value, at) => {
      const text = rules[rule]!;
      const places = parseToml(text)
        .places()
        .filter((place) => place.value);
      const span = places[at % places.length]!.value!;
      const changed = text.slice(0, span.start) + value + text.slice(span.end);
      for (const profile of ['default', 'elastic'] as const)
        expect(() =>
          lintRule(changed, { configuration: { ...defaultConfiguration, profile } }),
        ).not.toThrow();
    }),
    { numRuns: 1_000 },
  );
});
