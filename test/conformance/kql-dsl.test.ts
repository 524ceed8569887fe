import { expect } from 'vitest';
import { evaluateQuery } from '../../server/src/evaluate/evaluate.js';
import { toFieldMapping } from '../../server/src/fields/field-type.js';
import { parseKql } from '../../server/src/query/kql/parse.js';
import { kqlQuery } from '../../server/src/stack/requests/kql-query.js';
import { checkCases } from '../helpers/cases.js';
import { type Dsl, dslMatches } from './naive-dsl.js';

interface DslCase {
  readonly id: string;
  readonly query: string;
  /** Settings of Kibana that the detection engine does not use. */
  readonly config: Record<string, unknown>;
  readonly fields: Record<string, { type?: string; esTypes?: string[]; nestedPath?: string }>;
  readonly dsl: Dsl;
}

/** Documents that distinguish the queries: near misses in case, words, wildcards, time and location. */
const documents: readonly Record<string, unknown>[] = [
  {},
  { extension: 'jpg' },
  { extension: 'JPG' },
  { extension: ['png', 'a jpg file'] },
  { extension: 'jpgx' },
  { extension: '' },
  { extension: 'some foo bar here' },
  { extension: 'bar foo' },
  { extension: 'foo' },
  { 'machine.os.keyword': 'foo bar' },
  { 'machine.os.keyword': 'windows' },
  { 'machine.os.keyword': 'WINDOWS' },
  { 'machine.os.keyword': 'Win 7' },
  { 'machine.os.keyword': 'Win' },
  { 'machine.os.keyword': 'win 7' },
  { 'machine.os.keyword': 'C:\\Windows' },
  { 'machine.os.keyword': 'C:/Windows' },
  { 'machine.os.keyword': '\\' },
  { '@timestamp': '2018-04-03T19:04:17.000Z' },
  { '@timestamp': '2018-04-03T19:04:17.999Z' },
  { '@timestamp': '2018-04-03T19:04:18.000Z' },
  { '@timestamp': '2018-04-04T02:04:17.000Z' },
  { nestedField: { nestedChild: { doublyNestedChild: 'foo' } } },
  { nestedField: { nestedChild: [{ doublyNestedChild: 'bar' }, { doublyNestedChild: ['foo'] }] } },
  { nestedField: { nestedChild: { doublyNestedChild: 'bar' } } },
];

checkCases<DslCase>('kql/kql-todsl.jsonl', ({ query, config, fields: listed, dsl }) => {
  const fields: Record<string, string> = {};
  for (const [name, { type, esTypes, nestedPath }] of Object.entries(listed)) {
    if (nestedPath) fields[nestedPath] = 'nested';
    else if (esTypes) fields[name] = esTypes.length === 1 ? esTypes[0]! : 'text';
    else if (type === 'date') fields[name] = 'date';
  }
  const result = evaluateQuery({ language: 'kuery', query, events: documents, options: { fields } });
  const expected = documents.flatMap((document, index) => (dslMatches(dsl, document, fields) ? [index] : []));
  expect(expected).not.toEqual([]);
  // Results are ordered by time; these documents have no time or several.
  if (result.kind !== 'events') throw new Error(JSON.stringify(result));
  expect([...result.matches].sort((a, b) => a - b)).toEqual(expected);
  if (Object.keys(config).length > 0) return;
  const mappingOf = (name: string) =>
    Object.hasOwn(fields, name) ? toFieldMapping(fields[name]!) : undefined;
  expect(kqlQuery(parseKql(query).tree!, { mappingOf, names: () => Object.keys(fields) })).toEqual(dsl);
});
