import fc from 'fast-check';
import type { ExceptionItem } from '../../../server/src/evaluate/filters/check-exception.js';
import { toFieldMapping } from '../../../server/src/fields/field-type.js';
import { document, fieldTypes, query as kqlQuery } from '../../naive/kql-arbitraries.js';
import { printKql } from '../../naive/print-kql.js';
import { makeRule, matchesOf, requestBody, runAt } from '../ask-rule.js';
import { type DocumentSet, documentSet } from '../document-set.js';
import type { Question } from '../question.js';
import { bucketQuestion } from './buckets.js';
import { eqlQuestions } from './eql-filters.js';
import { exceptions, filterQuery } from './random-filters.js';
import { eqlText, luceneText, newTermsTable, thresholdTable } from './random-texts.js';

/** Numbers of random queries of each kind and of documents. */
export interface Counts {
  readonly documents: number;
  readonly kql: number;
  readonly eql: number;
  readonly lucene: number;
  readonly filters: number;
  readonly exceptions: number;
  readonly buckets: number;
}

const dayLength = 86_400_000;

/** Returns random documents with fields of all types that the engine supports. */
export function randomDocuments(count: number, seed: number): DocumentSet {
  const timed = fc
    .record({ values: document, age: fc.nat({ max: 9 * dayLength }) })
    .map(({ values, age }) => ({
      ...values,
      '@timestamp': new Date(Date.parse(runAt) - age).toISOString(),
    }));
  const documents = fc.sample(timed, { numRuns: count, seed });
  const types: Record<string, string> = {
    ...fieldTypes,
    part: 'nested',
    '@timestamp': 'date',
    other: 'keyword',
  };
  const mappingOf = (name: string) => (Object.hasOwn(types, name) ? toFieldMapping(types[name]!) : undefined);
  return documentSet('random', documents, mappingOf, Object.keys(types));
}

/** Returns random queries of all kinds. A seed always gives the same queries. */
export function randomQuestions(set: DocumentSet, counts: Counts, seed: number): Question[] {
  const sample = <Value>(values: fc.Arbitrary<Value>, numRuns: number): Value[] =>
    fc.sample(values, { numRuns, seed });
  const ofQuery = (
    source: string,
    language: string,
    text: string,
    table = {},
    items: ExceptionItem[] = [],
  ) => {
    const rule = makeRule('query', language, text, table);
    const body = requestBody(rule, set, items);
    const shown = [text, ...Object.values(table), ...items].filter((part) => part !== '');
    return body
      ? [{ source, text: shown.map(asText).join(' '), body, ours: matchesOf(rule, set, items) }]
      : [];
  };
  const ofBuckets = (type: 'threshold' | 'new_terms', table: object, written: string): Question[] => {
    const question = bucketQuestion(`random ${type}`, makeRule(type, 'kuery', written, table), set);
    return question ? [question] : [];
  };
  return [
    ...sample(kqlQuery, counts.kql).flatMap((one) => ofQuery('random KQL', 'kuery', printKql(one))),
    ...sample(luceneText, counts.lucene).flatMap((text) => ofQuery('random Lucene', 'lucene', text)),
    ...sample(eqlText, counts.eql).flatMap((text) => eqlQuestions('random EQL', text, set)),
    ...sample(filterQuery, counts.filters).flatMap((query) =>
      ofQuery('random filters', 'kuery', '', { filters: [{ meta: {}, query }] }),
    ),
    ...sample(exceptions, counts.exceptions).flatMap((items) =>
      ofQuery('random exceptions', 'kuery', '', {}, items),
    ),
    ...sample(fc.tuple(thresholdTable, kqlQuery), counts.buckets).flatMap(([table, one]) =>
      ofBuckets('threshold', table, printKql(one)),
    ),
    ...sample(fc.tuple(newTermsTable, kqlQuery), counts.buckets).flatMap(([table, one]) =>
      ofBuckets('new_terms', table, printKql(one)),
    ),
  ];
}

function asText(part: unknown): string {
  return typeof part === 'string' ? part : JSON.stringify(part);
}
