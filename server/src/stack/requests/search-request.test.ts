import { expect, test } from 'vitest';
import { loadEcsCatalogue } from '../../fields/ecs.js';
import { readRule } from '../../rule/rule.js';
import { parseToml } from '../../toml/document.js';
import { fieldsOfCatalogue } from './request-fields.js';
import { type RequestOptions, searchRequest } from './search-request.js';

const now = BigInt(Date.parse('2026-01-01T12:00:00Z')) * 1_000_000n;

function request(rule: string, options: Partial<RequestOptions> = {}) {
  const text = `[metadata]\n[rule]\nindex = ["logs-*"]\nfrom = "now-10m"\n${rule}`;
  const fields = fieldsOfCatalogue(loadEcsCatalogue());
  return searchRequest(readRule(parseToml(text)), { now, fields, ...options });
}

const inTime = (field: string, gte = '2026-01-01T11:50:00.000Z'): object => ({
  range: { [field]: { gte, lte: '2026-01-01T12:00:00.000Z', format: 'strict_date_optional_time' } },
});
const lists = { must: [], filter: [], should: [], must_not: [] };
const allFields = [{ field: '*', include_unmapped: true }];
const asked = { bool: { should: [{ term: { 'user.name': { value: 'a' } } }], minimum_should_match: 1 } };
const byUser = { bool: { ...lists, filter: [asked] } };

const query = `language = "kuery"\nquery = 'user.name: a'\n`;

test('a rule with filters and exceptions', () => {
  const filters = `[[rule.filters]]\nmeta = {negate = true}\nquery = {exists = {field = "a"}}\n`;
  const exceptions = [
    { entries: [{ field: 'b', type: 'match', operator: 'included', value: '1' }] },
    {
      expire_time: '2025-01-01T00:00:00Z',
      entries: [{ field: 'c', type: 'exists', operator: 'included' }],
    },
  ];
  expect(request(`type = "query"\n${query}${filters}`, { exceptions, size: 7 })).toEqual({
    kind: 'search',
    index: ['logs-*'],
    body: {
      query: {
        bool: {
          filter: [
            {
              bool: {
                ...lists,
                filter: [asked],
                must_not: [
                  { exists: { field: 'a' } },
                  { bool: { should: [{ match_phrase: { b: '1' } }], minimum_should_match: 1 } },
                ],
              },
            },
            inTime('@timestamp'),
          ],
        },
      },
      fields: allFields,
      sort: [{ '@timestamp': { order: 'asc', unmapped_type: 'date' } }],
      size: 7,
    },
  });
});

test('a rule in Lucene over all events', () => {
  const rule = `type = "query"\nlanguage = "lucene"\nquery = 'a:b*'\n`;
  const lucene = { query_string: { query: 'a:b*', analyze_wildcard: true, time_zone: 'Zulu' } };
  expect(request(rule, { window: false })).toMatchObject({
    body: { query: { bool: { filter: [{ bool: { ...lists, filter: [lucene] } }] } }, size: 100 },
  });
});

test('an overriding timestamp with its fallback', () => {
  const rule = `type = "query"\ntimestamp_override = "event.ingested"\n${query}`;
  expect(request(rule)).toMatchObject({
    body: {
      query: {
        bool: {
          filter: [
            byUser,
            {
              bool: {
                should: [
                  inTime('event.ingested'),
                  {
                    bool: {
                      filter: [
                        inTime('@timestamp'),
                        { bool: { must_not: { exists: { field: 'event.ingested' } } } },
                      ],
                    },
                  },
                ],
                minimum_should_match: 1,
              },
            },
          ],
        },
      },
      sort: [
        { 'event.ingested': { order: 'asc', unmapped_type: 'date' } },
        { '@timestamp': { order: 'asc', unmapped_type: 'date' } },
      ],
    },
  });
});

test('an overriding timestamp without fallback', () => {
  const rule = `type = "query"\ntimestamp_override = "event.ingested"\ntimestamp_override_fallback_disabled = true\n${query}`;
  expect(request(rule)).toMatchObject({
    body: {
      query: { bool: { filter: [byUser, inTime('event.ingested')] } },
      sort: [{ 'event.ingested': { order: 'asc', unmapped_type: 'date' } }],
    },
  });
});

test('a sequence of EQL', () => {
  const rule = `type = "eql"\nlanguage = "eql"\nquery = 'sequence [any where true] [any where true]'\ntiebreaker_field = "event.sequence"\nmax_signals = 5\n`;
  expect(request(rule)).toEqual({
    kind: 'eql',
    index: ['logs-*'],
    body: {
      query: 'sequence [any where true] [any where true]',
      size: 5,
      filter: { bool: { filter: [inTime('@timestamp'), { bool: lists }] } },
      timestamp_field: '@timestamp',
      event_category_field: 'event.category',
      tiebreaker_field: 'event.sequence',
      fields: allFields,
    },
  });
});

test('a query of ES|QL that ends with a comment', () => {
  const rule = `type = "esql"\nlanguage = "esql"\nquery = 'FROM logs-* // all'\n`;
  expect(request(rule)).toEqual({
    kind: 'esql',
    body: {
      query: 'FROM logs-* // all\n| LIMIT 101',
      filter: { bool: { filter: [inTime('@timestamp'), { bool: lists }] } },
    },
  });
});

test('a threshold with cardinality', () => {
  const threshold = `[rule.threshold]\nfield = ["host.id", "user.name"]\nvalue = 3\ncardinality = [{field = "source.ip", value = 2}]\n`;
  const result = request(`type = "threshold"\n${query}${threshold}`);
  expect(result).toMatchObject({
    kind: 'search',
    body: {
      size: 0,
      query: { bool: { filter: [byUser, inTime('@timestamp')] } },
      aggs: {
        thresholdTerms: {
          composite: {
            sources: [
              { 'host.id': { terms: { field: 'host.id' } } },
              { 'user.name': { terms: { field: 'user.name' } } },
            ],
          },
          aggs: {
            max_timestamp: { max: { field: '@timestamp' } },
            count_check: {
              bucket_selector: { buckets_path: { docCount: '_count' }, script: 'params.docCount >= 3' },
            },
            cardinality_count: { cardinality: { field: 'source.ip' } },
            cardinality_check: {
              bucket_selector: {
                buckets_path: { cardinalityCount: 'cardinality_count' },
                script: 'params.cardinalityCount >= 2',
              },
            },
          },
        },
      },
    },
  });
});

test('a threshold over all events counts its hits', () => {
  const threshold = `timestamp_override = "event.ingested"\n[rule.threshold]\nfield = []\nvalue = 3\n`;
  const time = { field: 'kibana.combined_timestamp' };
  expect(request(`type = "threshold"\n${query}${threshold}`)).toMatchObject({
    body: {
      track_total_hits: true,
      runtime_mappings: { 'kibana.combined_timestamp': { type: 'date' } },
      aggs: { max_timestamp: { max: time }, min_timestamp: { min: time } },
    },
  });
});

test('new terms over their history', () => {
  const newTerms = `[rule.new_terms]\nfield = "new_terms_fields"\nvalue = ["user.name"]\n[[rule.new_terms.history_window_start]]\nfield = "history_window_start"\nvalue = "now-1d"\n`;
  const start = Date.parse('2026-01-01T11:50:00Z');
  expect(request(`type = "new_terms"\n${query}${newTerms}`)).toMatchObject({
    body: {
      size: 0,
      query: { bool: { filter: [byUser, inTime('@timestamp', '2025-12-31T12:00:00.000Z')] } },
      aggs: {
        new_terms: {
          composite: { sources: [{ 'user.name': { terms: { field: 'user.name' } } }] },
          aggs: {
            first_seen: { min: { field: '@timestamp' } },
            filtering_agg: {
              bucket_selector: {
                buckets_path: { first_seen_value: 'first_seen' },
                script: `params.first_seen_value > ${start}L`,
              },
            },
            docs: { top_hits: { size: 1, sort: [{ '@timestamp': 'asc' }] } },
          },
        },
      },
    },
  });
});

test('indicators are asked for without a window', () => {
  const rule = `type = "threat_match"\n${query}threat_index = ["ti-*"]\nthreat_query = 'user.name: a'\n`;
  expect(request(rule)).toMatchObject({
    kind: 'threat-match',
    events: { index: ['logs-*'], body: { query: { bool: { filter: [byUser, inTime('@timestamp')] } } } },
    indicators: { index: ['ti-*'], body: { query: byUser } },
  });
});

test('records of machine learning', () => {
  const rule = `type = "machine_learning"\nmachine_learning_job_id = "a"\nanomaly_threshold = 50\n`;
  expect(request(rule)).toMatchObject({
    index: ['.ml-anomalies-*'],
    body: {
      query: {
        bool: {
          filter: [
            { terms: { job_id: ['a'] } },
            { term: { result_type: 'record' } },
            { term: { is_interim: false } },
            { range: { record_score: { gte: 50 } } },
            { bool: lists },
            inTime('timestamp'),
          ],
        },
      },
    },
  });
});

test.each([
  ['query = "a"\n', 'the rule has an unknown type'],
  [`type = "query"\nto = "later"\n${query}`, '"to" of the rule is not a valid time, for example now-9m'],
  [`type = "query"\nlanguage = "kuery"\nquery = 'a: ('\n`, 'expected'],
  [`type = "threshold"\n${query}`, 'the "value" of the threshold must be 1 or more'],
  [`type = "new_terms"\n${query}`, 'the "value" of the new terms is not a list of fields'],
])('%s', (rule, fault) => {
  expect(request(rule)).toMatchObject({ fault: expect.stringContaining(fault) as unknown });
});
