import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import {
  elasticsearchError,
  type FakeDocument,
  type FakeElasticsearchOptions,
  hits,
  startElasticsearch,
} from '../helpers/fake-stack/elasticsearch.js';
import { fakeKey as key, ruleText } from '../helpers/fake-stack/rule-text.js';
import type { FakeServer } from '../helpers/fake-stack/server.js';
import { createWorkspace, type TestWorkspace } from '../helpers/workspace.js';
import { type CliResult, runCli } from './run-cli.js';

const rule = (type: string, language: string, query: string, more = ''): string =>
  `${ruleText({ type, language, query, from: 'now-9m' })}${more}`;

const fields = {
  '@timestamp': 'date',
  'process.name': 'keyword',
  'event.category': 'keyword',
  'host.id': 'keyword',
};

const document = (id: string, name: string): FakeDocument => ({
  _index: 'logs-a',
  _id: id,
  _source: {
    '@timestamp': '2026-01-01T00:00:00Z',
    event: { category: 'process' },
    process: { name },
    host: { id: 'h1' },
  },
});

interface Project {
  readonly elasticsearch: FakeServer;
  readonly workspace: TestWorkspace;
  run(...args: string[]): Promise<CliResult>;
}

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function project(text: string, options: FakeElasticsearchOptions = {}): Promise<Project> {
  const elasticsearch = await startElasticsearch({
    key,
    fields,
    documents: [document('1', 'cat')],
    ...options,
  });
  const workspace = createWorkspace({ '.rulewright.yaml': 'profile: default\n', 'cat.toml': text });
  open.push(elasticsearch.close, workspace.remove);
  const env = { RULEWRIGHT_ELASTICSEARCH_URL: elasticsearch.url, RULEWRIGHT_API_KEY: key };
  return {
    elasticsearch,
    workspace,
    run: (...args) =>
      runCli(['run', 'cat.toml', '--on', 'environment', ...args], { cwd: workspace.folder, env }),
  };
}

const kql = rule('query', 'kuery', 'process.name : "cat"');

describe('run --on', () => {
  test('KQL as a search in the window of the rule', async () => {
    const { elasticsearch, run } = await project(kql);
    const result = await run('--now', '2026-01-01T00:05:00Z', '--fields', 'process.name');
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(result.stdout).toBe('Cat  1 alert from 1 event  cat.toml\n  logs-a/1  process.name: "cat"\n');
    const search = elasticsearch.seen.find(({ path }) => path.endsWith('/_search'))!;
    expect(search.path).toBe('/logs-*/_search');
    expect(JSON.stringify(search.body)).toContain('{"term":{"process.name":{"value":"cat"}}}');
    expect(JSON.stringify(search.body)).toContain(
      '"gte":"2025-12-31T23:56:00.000Z","lte":"2026-01-01T00:05:00.000Z"',
    );
  });

  test('--last widens the window', async () => {
    const { elasticsearch, run } = await project(kql);
    await run('--now', '2026-01-08T00:00:00Z', '--last', '7d');
    const search = elasticsearch.seen.find(({ path }) => path.endsWith('/_search'))!;
    expect(search.text).toContain('"gte":"2026-01-01T00:00:00.000Z"');
  });

  test('EQL as it is, with missing events of sequences', async () => {
    const query = 'sequence by host.id with maxspan=1m [process where true] ![process where false]';
    const { elasticsearch, run } = await project(rule('eql', 'eql', query), {
      answer: ({ path }) =>
        path.endsWith('/_eql/search')
          ? {
              body: {
                hits: {
                  sequences: [
                    {
                      join_keys: ['h1'],
                      events: [document('1', 'cat'), { _index: '', _id: '', missing: true }],
                    },
                  ],
                },
              },
            }
          : undefined,
    });
    const { stdout } = await run('--format', 'json');
    expect(JSON.parse(stdout).rules[0].alerts).toEqual([
      { events: [{ path: 'logs-a', index: 0, id: '1' }, null], keys: ['h1'] },
    ]);
    const search = elasticsearch.seen.find(({ path }) => path.endsWith('/_eql/search'))!;
    expect(search.body).toMatchObject({ query: `${query}\n`, size: 100, timestamp_field: '@timestamp' });
  });

  test('ES|QL as it is, with the source documents of its rows', async () => {
    const { run } = await project(
      rule('esql', 'esql', 'FROM logs-* METADATA _id, _index | KEEP _id, _index'),
      {
        answer: ({ path }) =>
          path === '/_query'
            ? {
                body: {
                  columns: [
                    { name: '_id', type: 'keyword' },
                    { name: '_index', type: 'keyword' },
                  ],
                  values: [['1', 'logs-a']],
                },
              }
            : undefined,
      },
    );
    const { stdout } = await run('--format', 'json');
    expect(JSON.parse(stdout).rules[0].alerts).toEqual([
      { columns: { _id: '1', _index: 'logs-a' }, events: [{ path: 'logs-a', index: 0, id: '1' }] },
    ]);
  });

  test('a threshold with the groups of all pages', async () => {
    const pages = [
      {
        after_key: { 'host.id': 'h1' },
        buckets: [{ key: { 'host.id': 'h1' }, doc_count: 3, docs: hits([document('1', 'cat')]) }],
      },
      { buckets: [{ key: { 'host.id': 'h2' }, doc_count: 2, docs: hits([document('2', 'cat')]) }] },
    ];
    const text = rule(
      'threshold',
      'kuery',
      'process.name : "cat"',
      '\n[rule.threshold]\nfield = ["host.id"]\nvalue = 2\n',
    );
    const { elasticsearch, run } = await project(text, {
      answer: ({ path }) =>
        path.endsWith('/_search')
          ? { body: hits([], 0, { aggregations: { thresholdTerms: pages.shift() } }) }
          : undefined,
    });
    const { stdout } = await run();
    expect(stdout).toBe(
      'Cat  2 alerts from 2 events  cat.toml\n  1 event from logs-a/1  by "h1"\n  1 event from logs-a/2  by "h2"\n',
    );
    expect(elasticsearch.seen.at(-1)!.text).toContain('"after":{"host.id":"h1"}');
  });

  test('--save writes a file that explain reads', async () => {
    const { workspace, run } = await project(kql);
    const { stdout } = await run('--save', 'found.ndjson', '--format', 'json');
    expect(JSON.parse(stdout).rules[0].alerts[0].events).toEqual([
      { path: 'found.ndjson', index: 0, id: '1' },
    ]);
    const explained = await runCli(['explain', 'cat.toml', '--events', 'found.ndjson', '--event', '0'], {
      cwd: workspace.folder,
    });
    expect(explained.code).toBe(0);
    expect(explained.stdout).toContain('process.name');
    expect(readFileSync(join(workspace.folder, 'found.ndjson'), 'utf8')).toContain('"_index":"logs-a"');
  });
});

describe('run --on --compare', () => {
  test('is content where both agree', async () => {
    const { run } = await project(kql);
    const result = await run('--compare');
    expect(result.code).toBe(0);
    expect(result.stdout).toContain('Compared on 1 document: 1 alert the same, 0 different.');
  });

  test('reports each verdict that differs', async () => {
    // The fake finds every document, whatever the search.
    const { run } = await project(kql, { documents: [document('1', 'cat'), document('2', 'dog')] });
    const result = await run('--compare');
    expect(result.code).toBe(1);
    expect(result.stdout).toContain('1 alert the same, 1 different');
    expect(result.stdout).toContain('The stack raises an alert that Rulewright does not: logs-a/2.');
  });

  test('keeps the alerts when the documents to compare are refused', async () => {
    const { run } = await project(kql, {
      answer: ({ path, text }) =>
        path.endsWith('/_search') && !text.includes('"process.name"')
          ? elasticsearchError(403, 'action is unauthorized')
          : undefined,
    });
    const result = await run('--compare');
    expect(result.code).toBe(2);
    expect(result.stdout).toMatch(/^Cat {2}1 alert from 1 event[\s\S]*answered 403: action is unauthorized/);
  });
});

describe('errors', () => {
  const search = (answer: object) => (request: { path: string }) =>
    request.path.endsWith('/_search') ? answer : undefined;

  test.each<[name: string, answer: FakeElasticsearchOptions['answer'], message: RegExp]>([
    [
      'a wrong key',
      () => elasticsearchError(401, 'unable to authenticate'),
      /answered 401: unable to authenticate/,
    ],
    [
      'too few privileges',
      search(elasticsearchError(403, 'action is unauthorized')),
      /answered 403: action is unauthorized/,
    ],
    [
      'a query that is refused',
      search(elasticsearchError(400, 'failed to create query')),
      /answered 400: failed to create query/,
    ],
    [
      'an answer that is no JSON',
      search({ body: '<html>', headers: { 'content-type': 'application/json' } }),
      /something other than JSON/,
    ],
    [
      'a server that is not Elasticsearch',
      () => ({ headers: { 'x-elastic-product': 'no' }, body: {} }),
      /is not Elasticsearch/,
    ],
    [
      'shards that failed',
      search({
        body: hits([], 0, {
          _shards: { total: 2, failed: 1, failures: [{ reason: { reason: 'node left' } }] },
        }),
      }),
      /Incomplete: 1 shard of the search failed: node left/,
    ],
    [
      'a search that timed out',
      search({ body: hits([], 0, { timed_out: true }) }),
      /timed out, so hits are missing/,
    ],
  ])('%s', async (_, answer, message) => {
    const { run } = await project(kql, { answer: answer! });
    const result = await run();
    expect(result.code).toBe(2);
    expect(result.stdout + result.stderr).toMatch(message);
    expect(result.stdout + result.stderr).not.toContain(key);
  });

  const threshold = rule(
    'threshold',
    'kuery',
    'a : b',
    '\n[rule.threshold]\nfield = ["host.id"]\nvalue = 2\n',
  );
  const eql = rule('eql', 'eql', 'any where true');
  const esql = rule('esql', 'esql', 'FROM logs-* METADATA _id');
  const bodies = ['{}', '', 'null', '5', '[]', '"x"', '{"hits":null}', '{"hits":{"hits":5}}', '{"values":1}'];
  test.each(
    Object.entries({ kql, threshold, eql, esql }).flatMap(([name, text]) =>
      (name === 'kql' ? bodies : ['null', '{}', '{"hits":null}']).map((body) => [name, body, text] as const),
    ),
  )('a search in %s that is answered with %j is no bug of ours', async (_, body, text) => {
    const { run } = await project(text, {
      answer: ({ path }) =>
        /_search|_eql|_query/.test(path)
          ? { body, headers: { 'content-type': 'application/json' } }
          : undefined,
    });
    const result = await run();
    expect(result.code).toBe(2);
    expect(result.stdout).toContain('error[stack]');
  });

  test('pages of groups that never end', async () => {
    const page = { after_key: { 'host.id': 'a' }, buckets: [] };
    const { elasticsearch, run } = await project(threshold, {
      answer: search({ body: hits([], 0, { aggregations: { thresholdTerms: page } }) }),
    });
    expect(await run()).toMatchObject({ code: 0 });
    expect(elasticsearch.seen.length).toBeLessThan(5);
  });

  test('JSON where the stack does not answer', async () => {
    const { elasticsearch, run } = await project(kql);
    await elasticsearch.close();
    const { code, stdout } = await run('--format', 'json');
    expect(code).toBe(2);
    expect(JSON.parse(stdout).rules[0].problems).toMatchObject([{ code: 'stack' }]);
  });

  test('options that say nothing on a stack', async () => {
    const { run } = await project(kql);
    expect(await run('--events', 'x.ndjson')).toMatchObject({
      code: 2,
      stderr:
        'rulewright: --events and --on cannot be used together; with --on, the events come from the stack\n',
    });
    expect(await run('--last', 'soon')).toMatchObject({ code: 2 });
  });
});

describe('fields learn --on', () => {
  test('learns the fields and the latest documents of each data stream', async () => {
    const stream = { ...document('1', 'cat'), _index: '.ds-logs-a-default-2026.01.01-000001' };
    const { elasticsearch, workspace } = await project(kql, {
      answer: ({ path, text }) => {
        if (!path.endsWith('/_search')) return undefined;
        const buckets = [{ key: stream._index, doc_count: 1 }];
        return {
          body: text.includes('"indices"')
            ? hits([], 0, { aggregations: { indices: { buckets } } })
            : hits([stream]),
        };
      },
    });
    const env = { RULEWRIGHT_ELASTICSEARCH_URL: elasticsearch.url, RULEWRIGHT_API_KEY: key };
    const result = await runCli(['fields', 'learn', '--on', 'environment', '--write', '.'], {
      cwd: workspace.folder,
      env,
    });
    expect(result).toMatchObject({ code: 0, stderr: '' });
    const inventory = JSON.parse(readFileSync(join(workspace.folder, '.rulewright/fields.json'), 'utf8'));
    expect(Object.keys(inventory.sources)).toEqual(['logs-a-default']);
    expect(inventory.sources['logs-a-default'].fields['process.name']).toMatchObject({
      type: 'keyword',
      values: { cat: 1 },
    });
    // The index patterns come from the rules of the folder.
    expect(elasticsearch.seen[0]?.path).toBe('/logs-*/_search');
  });
});
