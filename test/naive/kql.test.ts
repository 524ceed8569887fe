import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluateQuery } from '../../server/src/evaluate/evaluate.js';
import { document, fieldTypes, query } from './kql-arbitraries.js';
import { naiveKql } from './naive-kql.js';
import { printKql } from './print-kql.js';

const numRuns = Number(process.env.RULEWRIGHT_RUNS ?? 4_000);

test('KQL agrees with a naive evaluator', () => {
  const mapped = Object.fromEntries(Object.entries(fieldTypes).filter(([, type]) => type !== 'unknown'));
  let matched = 0;
  let asked = 0;
  fc.assert(
    fc.property(query, fc.array(document, { minLength: 1, maxLength: 6 }), (written, events) => {
      const text = printKql(written);
      const result = evaluateQuery({
        language: 'kuery',
        query: text,
        events,
        options: { fields: { ...mapped, part: 'nested' } },
      });
      const matches = events.flatMap((event, index) => (naiveKql(written, event, fieldTypes) ? [index] : []));
      expect(result, text).toEqual({ kind: 'events', matches });
      matched += matches.length;
      asked += events.length;
    }),
    { numRuns },
  );
  expect(matched / asked).toBeGreaterThan(0.2);
  expect(matched / asked).toBeLessThan(0.8);
});
