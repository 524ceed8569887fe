import { expect, test } from 'vitest';
import { evaluateQuery } from '../../server/src/evaluate/evaluate.js';
import type { EvaluateOptions } from '../../server/src/evaluate/prepare/prepare-query.js';

/** The default fields of KQL queries in tests. */
export const kqlFields: Readonly<Record<string, string>> = {
  '@timestamp': 'date',
  tag: 'keyword',
  lower: 'keyword(normalizer=lowercase)',
  line: 'wildcard',
  note: 'text',
  address: 'ip',
  count: 'long',
  share: 'double',
  flag: 'boolean',
  seen: 'date',
  labels: 'flattened',
  parts: 'nested',
  'parts.inner': 'nested',
};

/** Runs KQL on named events and compares the names of those that match. */
export function checkKqlMatches(
  query: string,
  events: Readonly<Record<string, object>>,
  expected: readonly string[],
  options: EvaluateOptions = { fields: kqlFields, now: '2026-03-10T12:00:00Z' },
): void {
  test(query || '(blank)', () => {
    const names = Object.keys(events);
    const result = evaluateQuery({
      language: 'kuery',
      query,
      events: Object.values(events) as Record<string, unknown>[],
      options,
    });
    if (result.kind !== 'events') throw new Error(`no result: ${JSON.stringify(result)}`);
    expect(result.matches.map((index) => names[index])).toEqual(expected);
  });
}
