import { expect, test } from 'vitest';
import { evaluateQuery } from '../../server/src/evaluate/evaluate.js';
import type { EvaluateOptions } from '../../server/src/evaluate/prepare/prepare-query.js';
import { type FieldType, toFieldMapping } from '../../server/src/fields/field-type.js';
import { checkEql } from '../../server/src/query/eql/check.js';
import { parseEql } from '../../server/src/query/eql/parse.js';
import { readMarkers, writeMarkers } from './markers.js';

/** The default fields of queries in tests. */
const fields: Readonly<Record<string, FieldType>> = {
  '@timestamp': 'date',
  'process.name': 'keyword',
  'process.pid': 'long',
  'process.args': 'keyword',
  'source.ip': 'ip',
  'user.text': 'text',
  'process.entries': 'nested',
  'process.interactive': 'boolean',
};

/**
 * Parses and checks each query of the table; `^^^^ message` lines give the position and the full message of
 * each finding.
 */
export function checkEqlProblems(table: Readonly<Record<string, string>>): void {
  for (const [name, written] of Object.entries(table)) {
    test(name, () => {
      const { text, marks } = readMarkers(written);
      const { tree, problems } = parseEql(text);
      const mappingOf = (field: string) =>
        fields[field] === undefined ? undefined : toFieldMapping(fields[field]);
      const found = problems.length > 0 || !tree ? problems : checkEql(text, tree, { mappingOf });
      expect(writeMarkers(text, found)).toBe(writeMarkers(text, marks));
    });
  }
}

/**
 * Runs an EQL condition on events and compares the names of those that match. `events` has an object or a
 * list of objects per name. The query is `any where` and the condition, unless that starts with a category.
 */
export function checkMatches(
  condition: string,
  events: Readonly<Record<string, object>>,
  expected: readonly string[],
  options: EvaluateOptions = { fields },
): void {
  test(condition, () => {
    const names = Object.keys(events);
    const query = /^\S+ where /.test(condition) ? condition : `any where ${condition}`;
    const result = evaluateQuery({
      language: 'eql',
      query,
      events: Object.values(events) as Record<string, unknown>[],
      options,
    });
    if (result.kind !== 'events') throw new Error(`no result: ${JSON.stringify(result)}`);
    expect(result.matches.map((index) => names[index])).toEqual(expected);
  });
}
