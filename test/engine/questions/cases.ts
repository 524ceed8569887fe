import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventObject } from '../../../server/src/evaluate/values/access.js';
import { toFieldMapping } from '../../../server/src/fields/field-type.js';
import { dataSets } from '../../conformance/eql-data.js';
import { makeRule, matchesOf, requestBody } from '../ask-rule.js';
import { type DocumentSet, documentSet } from '../document-set.js';
import type { Question } from '../question.js';
import { eqlQuestions } from './eql-filters.js';

/** Documents and the questions about them. */
export interface QuestionSet {
  readonly set: DocumentSet;
  readonly questions: readonly Question[];
}

function readLines<Line>(file: string): Line[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => (line.trim() === '' ? [] : [JSON.parse(line) as Line]));
}

const eqlSuites = [
  'es_test_queries',
  'es_additional_test_queries',
  'es_test_extra',
  'es_test_queries_date',
  'es_test_queries_date_nanos',
  'es_test_sample',
  'es_test_sample_multi',
  'source-reading',
];

/** Returns the data of the EQL cases with the event filters of their queries. */
export function eqlCases(folder: string): QuestionSet[] {
  const cases = eqlSuites.flatMap((suite) =>
    readLines<{ data?: string; query?: string }>(join(folder, 'eql', `${suite}.jsonl`)),
  );
  return Object.entries(dataSets).map(([name, { options }]) => {
    const documents = readLines<EventObject>(join(folder, 'eql/data', `${name}.ndjson`));
    const types = options.fields ?? {};
    const mappingOf = (field: string) =>
      Object.hasOwn(types, field) ? toFieldMapping(types[field]!) : undefined;
    const plain = documents.map(({ _index, ...rest }) => rest);
    const set = documentSet(`eql-${name}`, plain, mappingOf, Object.keys(types));
    const category = options.eventCategoryField;
    const questions = cases
      .filter(({ data, query }) => data === name && query !== undefined)
      .flatMap(({ query }) => eqlQuestions('cases of EQL', query!, set, category));
    return { set, questions };
  });
}

interface MatchCase {
  readonly query: string;
  readonly doc: EventObject;
  readonly types?: Readonly<Record<string, string>>;
}

/**
 * Returns the KQL cases: those with the same types share an index, and each query runs on all of its
 * documents.
 */
export function kqlCases(folder: string): QuestionSet[] {
  const groups = new Map<string, MatchCase[]>();
  for (const one of readLines<MatchCase>(join(folder, 'kql/kql-match.jsonl'))) {
    const key = JSON.stringify([one.types ?? {}, one.types ? [] : Object.keys(one.doc).sort()]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((cases, number) => {
    const types = cases[0]!.types ?? {};
    const mappingOf = (name: string) =>
      Object.hasOwn(types, name) ? toFieldMapping(types[name]!) : undefined;
    const documents = [...new Map(cases.map(({ doc }) => [JSON.stringify(doc), doc])).values()];
    const set = documentSet(`kql-${number}`, documents, mappingOf, Object.keys(types));
    const questions = cases.flatMap(({ query }): Question[] => {
      const rule = makeRule('query', 'kuery', query);
      const body = requestBody(rule, set);
      return body ? [{ source: 'cases of KQL', text: query, body, ours: matchesOf(rule, set) }] : [];
    });
    return { set, questions };
  });
}
