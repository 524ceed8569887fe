import { afterEach, describe, expect, test } from 'vitest';
import { type FakeDocument, hits, startElasticsearch } from '../helpers/fake-stack/elasticsearch.js';
import { type FakeKibana, type FakeKibanaOptions, startKibana } from '../helpers/fake-stack/kibana.js';
import { fakeKey as key, ruleText } from '../helpers/fake-stack/rule-text.js';
import type { FakeServer, SeenRequest } from '../helpers/fake-stack/server.js';
import { createWorkspace } from '../helpers/workspace.js';
import { type CliResult, runCli } from './run-cli.js';

const rule = (name: string, id: string, query = 'process.name : "cat" and host.name : "h1"'): string =>
  ruleText({ name, id, query, from: 'now-9m' });

const time = '2026-01-01T00:00:00Z';
const source = (id: string, name: string): FakeDocument => ({
  _index: 'logs-a',
  _id: id,
  _source: { '@timestamp': time, process: { name }, host: { name: 'h1' } },
});

const alert = (id: string, event: string, more: object = {}): FakeDocument => ({
  _index: '.preview.alerts-security.alerts-default',
  _id: id,
  _source: {
    '@timestamp': time,
    host: { name: 'h1' },
    kibana: { alert: { ancestors: [{ id: event, index: 'logs-a', depth: 0, type: 'event' }], ...more } },
  },
});

interface Project {
  readonly kibana: FakeKibana;
  readonly elasticsearch: FakeServer;
  preview(...args: string[]): Promise<CliResult>;
}

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

interface Served {
  readonly alerts?: readonly FakeDocument[];
  readonly events?: readonly FakeDocument[];
  readonly kibana?: FakeKibanaOptions;
  readonly files?: Readonly<Record<string, string>>;
}

const counts = ({ body }: SeenRequest): object => {
  const names = Object.keys(Object(body).aggs.conditions.filters.filters);
  return hits([], 0, {
    aggregations: {
      conditions: {
        buckets: Object.fromEntries(names.map((name, place) => [name, { doc_count: [900, 12, 0][place] }])),
      },
    },
  });
};

async function project({ alerts = [], events = [], kibana: options, files }: Served): Promise<Project> {
  const kibana = await startKibana({ key, ...options });
  const elasticsearch = await startElasticsearch({
    key,
    fields: { '@timestamp': 'date', 'process.name': 'keyword', 'host.name': 'keyword' },
    documents: events,
    answer: (request) => {
      const isWhole = (one: FakeDocument): boolean =>
        !JSON.stringify(one).includes('"index":0') && !JSON.stringify(one).includes('"index":1');
      const aggregations = { alerts: { doc_count: alerts.filter(isWhole).length } };
      if (request.path.startsWith('/.preview.alerts'))
        return { body: hits(alerts, alerts.length, { aggregations }) };
      if (request.text.includes('"conditions"')) return { body: counts(request) };
      const isCount = request.path.endsWith('/_search') && Object(request.body).size === 0;
      return isCount ? { body: hits([], 0, { hits: { total: { value: 40_000 }, hits: [] } }) } : undefined;
    },
  });
  const workspace = createWorkspace({
    '.rulewright.yaml': 'profile: default\n',
    'rules/cat.toml': rule('Cat', '11111111-1111-4111-8111-111111111111'),
    ...files,
  });
  open.push(kibana.close, elasticsearch.close, workspace.remove);
  const env = {
    RULEWRIGHT_KIBANA_URL: kibana.url,
    RULEWRIGHT_ELASTICSEARCH_URL: elasticsearch.url,
    RULEWRIGHT_API_KEY: key,
  };
  const now = ['--now', '2026-01-01T00:05:00Z'];
  return {
    kibana,
    elasticsearch,
    preview: (...args) =>
      runCli(['preview', 'rules', '--on', 'environment', ...now, ...args], { cwd: workspace.folder, env }),
  };
}

const previewOf = (kibana: FakeKibana): Record<string, unknown> =>
  Object(kibana.seen.find(({ path }) => path.endsWith('/preview'))?.body);

describe('preview', () => {
  test('shows the alerts with their source events', async () => {
    const { kibana, preview } = await project({
      alerts: [alert('a1', '1'), alert('a2', '9')],
      events: [source('1', 'cat')],
    });
    const result = await preview();
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(result.stdout).toBe('Cat  2 alerts  rules/cat.toml\n  logs-a/1\n  (gone)\n');
    expect(previewOf(kibana)).toMatchObject({
      name: 'Cat',
      invocationCount: 1,
      timeframeEnd: '2026-01-01T00:05:00.000Z',
      from: 'now-9m',
      query: expect.stringContaining('cat'),
    });
  });

  test.each<[last: string, runs: number, interval: string | undefined, from: string]>([
    ['1h', 12, undefined, 'now-9m'],
    ['7d', 100, '101m', 'now-6300s'],
  ])('--last %s is %i runs', async (last, runs, interval, from) => {
    const { kibana, preview } = await project({});
    await preview('--last', last);
    expect(previewOf(kibana)).toMatchObject({ invocationCount: runs, from });
    expect(previewOf(kibana).interval).toBe(interval);
  });

  test('puts the events of a sequence together, without its shell', async () => {
    const block = (id: string, event: string, place: number) =>
      alert(id, event, { building_block_type: 'default', group: { id: 'g', index: place } });
    const { preview } = await project({
      alerts: [alert('shell', '1', { group: { id: 'g' } }), block('b2', '2', 1), block('b1', '1', 0)],
      events: [source('1', 'cat'), source('2', 'cat')],
    });
    expect((await preview()).stdout).toBe('Cat  1 alert  rules/cat.toml\n  logs-a/1 → logs-a/2\n');
  });

  test('compares several rules by their noise', async () => {
    const { preview } = await project({
      alerts: [alert('a1', '1')],
      events: [source('1', 'cat')],
      files: { 'rules/dog.toml': rule('Dog', '22222222-2222-4222-8222-222222222222') },
    });
    expect((await preview('--last', '1d')).stdout.split('\n').slice(-4)).toEqual([
      'rule   alerts      a day  most frequent values',
      'Cat         1        1.0  host.name: h1 (1)',
      'Dog         1        1.0  host.name: h1 (1)',
      '',
    ]);
  });

  test('--compare reports what differs', async () => {
    const { preview } = await project({
      alerts: [alert('a1', '1'), alert('a2', '2')],
      events: [source('1', 'cat'), source('2', 'dog'), source('3', 'cat')],
    });
    const { code, stdout } = await preview('--compare');
    expect(code).toBe(1);
    expect(stdout).toContain('Compared on 3 documents: 1 alert the same, 2 different.');
    expect(stdout).toContain('The stack raises an alert that Rulewright does not: logs-a/2.');
    expect(stdout).toContain('Rulewright raises an alert that the stack does not: logs-a/3.');
  });

  test('a missing event is not a difference', async () => {
    const { preview } = await project({ alerts: [alert('a1', '9')], events: [] });
    const { code, stdout } = await preview('--compare');
    expect(code).toBe(0);
    expect(stdout).toContain('Not compared: 1 alert whose events no longer exist.');
  });

  test('is tried again where Kibana has too many requests', async () => {
    const { kibana, preview } = await project({});
    kibana.next(/preview$/, { status: 429, body: { statusCode: 429, message: 'later' } });
    expect(await preview()).toMatchObject({ code: 0 });
  });

  test('keeps the preview if a later step fails', async () => {
    const { elasticsearch, preview } = await project({});
    elasticsearch.next(/_field_caps$/, { status: 403, body: { error: { reason: 'no' } } });
    const { code, stdout } = await preview('--explain-zero');
    expect(code).toBe(2);
    expect(stdout).toMatch(/^Cat {2}no alert[\s\S]*answered 403: no/);
  });

  test('--explain-zero says where no document is left', async () => {
    const { preview } = await project({});
    expect((await preview('--explain-zero')).stdout).toBe(`Cat  no alert  rules/cat.toml
  documents that pass each condition and all before it:
  40,000  documents in logs-*
     900  @timestamp from 2025-12-31T23:56:00.000Z to 2026-01-01T00:05:00.000Z
      12  process.name : "cat"
       0  host.name : "h1"  ← none left
`);
  });
});

describe('errors', () => {
  test.each<[name: string, answer: object, code: number, message: RegExp]>([
    [
      'an aborted preview',
      { previewId: 'p', isAborted: true, logs: [] },
      2,
      /Incomplete: Kibana ended the preview/,
    ],
    [
      'an invalid query',
      { previewId: 'p', isAborted: false, logs: [{ errors: ['Failed to parse query'], warnings: [] }] },
      2,
      /error\[stack\]: Kibana: Failed to parse query/,
    ],
    [
      'no data',
      {
        previewId: 'p',
        isAborted: false,
        logs: [{ errors: [], warnings: ['Unable to find matching indices'] }],
      },
      0,
      /warning\[stack\]: Kibana: Unable to find matching indices/,
    ],
    ['an answer that is no preview', {}, 2, /something other than a preview/],
  ])('%s', async (_, body, code, message) => {
    const { preview } = await project({ kibana: { preview: () => ({ body }) } });
    const result = await preview();
    expect(result.code).toBe(code);
    expect(result.stdout).toMatch(message);
  });

  test('one rule that is refused does not end the others', async () => {
    const { kibana, preview } = await project({
      files: { 'rules/dog.toml': rule('Dog', '22222222-2222-4222-8222-222222222222') },
    });
    kibana.next(/preview$/, {
      status: 400,
      body: { statusCode: 400, error: 'Bad Request', message: 'name: too good' },
    });
    const { code, stdout } = await preview();
    expect(code).toBe(2);
    expect(stdout).toMatch(/Cat {2}not previewed[\s\S]*answered 400: name: too good[\s\S]*Dog {2}no alert/);
  });
});
