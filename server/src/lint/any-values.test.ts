import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fullRule } from '../../../test/helpers/full-rule.js';
import { internalErrorCode } from '../text/internal-error.js';
import type { Problem } from '../text/problem.js';
import { parseToml } from '../toml/document.js';
import type { Place } from '../toml/places.js';
import { defaultConfiguration } from './configuration.js';
import { lintRule } from './run.js';

const folder = 'rules';
const rules = readdirSync(folder)
  .filter((file) => file.endsWith('.toml'))
  .map((file) => readFileSync(join(folder, file), 'utf8'));

/** Values of every kind, most of them not accepted by any key. */
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

/** Checks that a rule has findings in its text if one of its values is replaced, and returns them. */
function checkReplaced(text: string, { path, value }: Place, other: string): readonly Problem[] {
  const changed = text.slice(0, value!.start) + other + text.slice(value!.end);
  const where = `${path.join('.')} = ${other}`;
  const problems = lintRule(changed, { configuration: { ...defaultConfiguration, profile: 'elastic' } });
  const wrong = problems.filter(
    ({ code, message, span }) =>
      code === internalErrorCode ||
      message === '' ||
      !(0 <= span.start && span.start <= span.end && span.end <= changed.length),
  );
  expect(wrong, where).toEqual([]);
  return problems;
}

function placesWithValue(text: string): Place[] {
  return parseToml(text)
    .places()
    .filter(({ value }) => value !== undefined);
}

/**
 * Returns whether a place is a key of `[metadata]` or `[rule]` with a string, a number or a list of them,
 * which does not accept a table.
 */
function takesNoTable(text: string, { path, value }: Place): boolean {
  return (
    path.length === 2 && path[1] !== 'meta' && /^(?:["'\d]|true|false|\[\s*")/.test(text.slice(value!.start))
  );
}

/** Checks that a finding touches the key or its new value. */
function expectReported(problems: readonly Problem[], { path, entry, value }: Place, other: string): void {
  const end = value!.start + other.length;
  const here = problems.filter(({ span }) => span.start <= end && span.end >= entry.start);
  expect(here, `${path.join('.')} = ${other}`).not.toEqual([]);
}

test.each(['threat_match', 'new_terms', 'threshold'])(
  'a table, a list of tables or nothing in place of any value of a rule of type %s gives findings in its text',
  (type) => {
    const text = fullRule(type);
    const places = placesWithValue(text);
    expect(places.length).toBeGreaterThan(200);
    const strict = places.filter((place) => takesNoTable(text, place));
    expect(strict.length).toBeGreaterThan(30);
    for (const place of places) {
      for (const other of ['{}', '[{}]', '""']) {
        const problems = checkReplaced(text, place, other);
        if (strict.includes(place) && other !== '""') expectReported(problems, place, other);
      }
    }
  },
  30_000,
);

test('a value of any kind at any place of a sample rule gives findings, where a table cannot be', () => {
  fc.assert(
    fc.property(fc.nat(rules.length - 1), fc.constantFrom(...values), fc.nat(), (rule, value, at) => {
      const text = rules[rule]!;
      const places = placesWithValue(text);
      const place = places[at % places.length]!;
      const problems = checkReplaced(text, place, value);
      if (/^[{[]+[{}]/.test(value) && takesNoTable(text, place)) expectReported(problems, place, value);
    }),
    { numRuns: 1_000 },
  );
});
