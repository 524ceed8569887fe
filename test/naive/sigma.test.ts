import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { evaluateQuery } from '../../server/src/evaluate/evaluate.js';
import { readRule } from '../../server/src/rule/rule.js';
import type { SigmaLanguage } from '../../server/src/sigma/conversion/query.js';
import { createConverter } from '../../server/src/sigma/convert-sigma.js';
import { readSigma } from '../../server/src/sigma/parse/read-sigma.js';
import { parseToml } from '../../server/src/toml/document.js';
import { type NaiveEvent, naiveSigma } from './naive-sigma.js';

const numRuns = Number(process.env.RULEWRIGHT_RUNS ?? 400);

/**
 * Short strings of few characters, so that they often match: letters in both cases, wildcards, backslashes
 * and dashes.
 */
const part = fc.constantFrom('a', 'B', 'b', '\\', '-x', ' /x', '*', '?', '\\*', '\\?', '.', '(', '"', 'é');
const sigmaString = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
const eventString = fc
  .array(fc.constantFrom('a', 'A', 'b', 'B', '\\', '-x', ' /x', ' —x', '*', '?', '.', '(', '"', 'É'), {
    minLength: 1,
    maxLength: 5,
  })
  .map((parts) => parts.join(''));

const strings = fc.constantFrom('CommandLine', 'Image', 'Product');
const modifiers = fc.constantFrom(
  '',
  '|contains',
  '|startswith',
  '|endswith',
  '|contains|all',
  '|cased',
  '|contains|cased',
  '|contains|windash',
);
const regexes = fc.constantFrom('^a', 'b$', 'a.b', '[^a-z]b', 'a|b$', '(a|b){2}', 'a\\\\', '\\w+\\.', '^.$');

const item: fc.Arbitrary<Readonly<Record<string, unknown>>> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(strings, modifiers, fc.array(sigmaString, { minLength: 1, maxLength: 3 }))
      .map(([field, modifier, values]) => ({ [field + modifier]: values })),
  },
  fc
    .tuple(strings, fc.constantFrom('|re', '|re|i'), regexes)
    .map(([field, modifier, source]) => ({ [field + modifier]: source })),
  strings.map((field) => ({ [field]: null })),
  fc.tuple(strings, fc.boolean()).map(([field, value]) => ({ [`${field}|exists`]: value })),
  fc
    .tuple(fc.constantFrom('lt', 'lte', 'gt', 'gte'), fc.nat(4))
    .map(([name, value]) => ({ [`ProcessId|${name}`]: value })),
  fc.array(fc.nat(4), { minLength: 1, maxLength: 2 }).map((values) => ({ ProcessId: values })),
  fc
    .constantFrom('', '|contains', '|startswith', '|endswith')
    .map((affix) => ({ [`CommandLine|fieldref${affix}`]: 'Image' })),
);

const map = fc
  .array(item, { minLength: 1, maxLength: 2 })
  .map((items) => Object.assign({}, ...items) as object);
const selection = fc.oneof(map, fc.array(map, { minLength: 1, maxLength: 2 }));
const condition = fc.constantFrom(
  'sel_a',
  'not sel_a',
  'sel_a and not sel_b',
  'sel_a or sel_b and not other',
  'not (sel_a or other)',
  '1 of sel_*',
  'all of them',
  '2 of them',
  'not 1 of sel_* or other',
  'other and not all of sel_*',
);

const detection = fc
  .record({ sel_a: selection, sel_b: selection, other: selection, condition })
  .map((one) => one as Readonly<Record<string, unknown>>);

const event: fc.Arbitrary<NaiveEvent> = fc.record(
  {
    CommandLine: eventString,
    Image: eventString,
    Product: eventString,
    ProcessId: fc.nat(5),
  },
  { requiredKeys: [] },
);

const ecs = (one: NaiveEvent): Readonly<Record<string, unknown>> => ({
  host: { os: { type: 'windows' } },
  event: { category: ['process'], type: ['start'] },
  process: {
    ...(one.CommandLine === undefined ? {} : { command_line: one.CommandLine }),
    ...(one.Image === undefined ? {} : { executable: one.Image }),
    ...(one.ProcessId === undefined ? {} : { pid: one.ProcessId }),
    ...(one.Product === undefined ? {} : { pe: { product: one.Product } }),
  },
});

/** Returns the query that a detection is converted to, or undefined if the conversion is refused. */
function converted(written: object, language: SigmaLanguage): string | undefined {
  const file = readSigma(
    stringify({
      title: 'One',
      logsource: { product: 'windows', category: 'process_creation' },
      detection: written,
    }),
  );
  if (file.kind !== 'sigma') throw new Error('no rule');
  const [document] = file.documents;
  const outcome = createConverter([document!], { fields: 'auto', language }).convert(document!, [], {
    creation: '2026/01/01',
    updated: '2026/01/01',
  });
  if (outcome.status === 'refused') {
    expect(['language', 'contradiction'], outcome.reason).toContain(outcome.code);
    return undefined;
  }
  return readRule(parseToml(outcome.text)).query!.text;
}

test.each(['eql', 'esql'] as const)('conversions to %s answer as a naive evaluator of Sigma', (language) => {
  let matched = 0;
  let asked = 0;
  fc.assert(
    fc.property(detection, fc.array(event, { minLength: 1, maxLength: 8 }), (written, events) => {
      const query = converted(written, language);
      if (query === undefined) return;
      const expected = events.flatMap((one, index) => (naiveSigma(written, one) ? [index] : []));
      const result = evaluateQuery({ language, query, events: events.map(ecs), options: {} });
      const context = `${stringify(written)}\n${query}\n${JSON.stringify(events)}`;
      if (result.kind === 'error') throw new Error(`${JSON.stringify(result.problems)}\n${context}`);
      const matches =
        result.kind === 'table'
          ? result.rows.map((row) => Number(row[result.columns.findIndex(({ name }) => name === '_id')]))
          : result.kind === 'events'
            ? [...result.matches]
            : [];
      expect(
        matches.sort((a, b) => a - b),
        context,
      ).toEqual(expected);
      matched += expected.length;
      asked += events.length;
    }),
    { numRuns },
  );
  expect(matched / asked).toBeGreaterThan(0.1);
  expect(matched / asked).toBeLessThan(0.9);
});
