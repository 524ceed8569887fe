import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { openCheckout } from '../../rule/checkout/checkout.js';
import { createFieldPlan, type FieldPlan, type QueryScope } from './field-plan.js';
import { prepareSchemas } from './prepare-schemas.js';

const etc = 'detection_rules/etc';

/** A small checkout with two stacks. */
const files: Readonly<Record<string, unknown>> = {
  [`${etc}/stack-schema-map.yaml`]:
    '"8.19.0": {beats: 8.18.3, ecs: 8.17.0, endgame: 8.4.0}\n"9.3.0": {beats: 9.3.3, ecs: 9.3.0, endgame: 8.4.0, own: etc/own.json}\n',
  [`${etc}/ecs_schemas/8.17.0/ecs_flat.json.gz`]: {
    'process.name': {
      type: 'keyword',
      multi_fields: [{ flat_name: 'process.name.text', type: 'match_only_text' }],
    },
  },
  [`${etc}/ecs_schemas/9.3.0/ecs_flat.json.gz`]: {
    'process.name': { type: 'keyword' },
    'user.entity.id': { type: 'keyword' },
  },
  [`${etc}/beats_schemas/v8.18.3.json.gz`]: beats('winlog.old'),
  [`${etc}/beats_schemas/v9.3.3.json.gz`]: beats('winlog.new'),
  [`${etc}/endgame_schemas/8.4.0/endgame_ecs_mapping.json.gz`]: { 'process.pid': 'long' },
  [`${etc}/non-ecs-schema.json`]: { 'logs-shop.*': { shop: { till: 'keyword' } } },
  [`${etc}/endpoint_schemas/endpoint_process.json.gz`]: { 'process.Ext.token': 'keyword' },
  [`${etc}/integration-manifests.json.gz`]: {
    shop: { '1.0.0': range('^8.0.0 || ^9.0.0'), '2.0.0': range('^9.0.0'), '2.1.0': range('^9.0.0') },
    endpoint: { '8.0.0': range('^8.0.0 || ^9.0.0') },
  },
  [`${etc}/integration-schemas.json.gz`]: {
    shop: {
      '2.0.0': { sales: { 'shop.total': 'long' } },
      '1.0.0': { sales: { 'shop.sum': 'long' }, staff: { 'shop.clerk': 'keyword' } },
    },
    endpoint: { '8.0.0': { process: { 'process.tty': 'object' }, file: { 'file.entropy': 'double' } } },
  },
  'etc/own.json': { 'logs-shop.*': { 'shop.custom': 'keyword' } },
};

function range(version: string): unknown {
  return { conditions: { kibana: { version } } };
}

function beats(name: string): unknown {
  const fields = (list: unknown): unknown => ({ _meta: { files: { 'fields.yml': list } } });
  return {
    libbeat: { folders: fields([{ key: 'beat', fields: [{ name: 'agent.hostname' }] }]) },
    winlogbeat: {
      folders: {
        ...(fields([{ key: 'winlog', fields: [{ name, type: 'long' }] }]) as object),
        module: {
          folders: {
            security: {
              folders: {
                ...(fields([
                  {
                    key: 'security',
                    fields: [{ name: 'winlog.logon', type: 'group', fields: [{ name: 'id' }] }],
                  },
                ]) as object),
              },
            },
          },
        },
      },
    },
  };
}

async function openPlan(): Promise<FieldPlan> {
  const read = (path: string): Uint8Array | undefined => {
    const content = files[path];
    if (content === undefined) return undefined;
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    return path.endsWith('.gz') ? gzipSync(text) : Buffer.from(text);
  };
  const text = (path: string): string | undefined => {
    const bytes = read(path);
    return bytes && new TextDecoder().decode(bytes);
  };
  const checkout = openCheckout('/checkout', { bytes: read, text, list: () => [] });
  return createFieldPlan(checkout, await prepareSchemas(checkout));
}

const anyScope: QueryScope = {
  language: 'eql',
  index: [],
  integrations: [],
  takesAllIntegrations: false,
  minStackVersion: undefined,
  datasets: [],
  modules: [],
};

/** Returns the stacks, by label, in which a field is unknown. */
async function unknownIn(field: string, scope: Partial<QueryScope>): Promise<string[]> {
  const plan = await openPlan();
  const targets = plan.targetsFor({ ...anyScope, ...scope });
  return targets.filter(({ catalogue }) => !catalogue.knows(field)).map(({ label }) => label);
}

const [oldEcs, newEcs] = ['stack 8.19.0 (ECS 8.17.0)', 'stack 9.3.0 (ECS 9.3.0)'];

describe('a field is looked for', () => {
  test.each<[what: string, field: string, scope: Partial<QueryScope>, unknown: string[]]>([
    ['in the ECS of every stack', 'process.name', {}, []],
    ['in the ECS of every stack, so it can be too new', 'user.entity.id', {}, [oldEcs]],
    ['from the oldest stack of the rule on', 'user.entity.id', { minStackVersion: '9.3.0' }, []],
    ['in the schemas for an index as it is written', 'shop.till', { index: ['logs-shop.*'] }, []],
    ['but not for another index', 'shop.till', { index: ['logs-*'] }, [newEcs, oldEcs]],
    ['in a schema of its own that a stack names', 'shop.custom', { index: ['logs-shop.*'] }, [oldEcs]],
    ['in the fields of Endpoint', 'process.Ext.token', {}, []],
    [
      'in the package of the data set, newest version for each stack',
      'shop.total',
      { datasets: ['shop.sales'] },
      ['stack 8.19.0 with shop'],
    ],
    [
      'in the stream of the data set only',
      'shop.clerk',
      { datasets: ['shop.sales'] },
      ['stack 9.3.0 with shop', 'stack 8.19.0 with shop'],
    ],
    [
      'in all streams of a package that the metadata names',
      'file.entropy',
      { integrations: ['endpoint'] },
      [],
    ],
    [
      'in one stream of Endpoint when its data set is named',
      'file.entropy',
      { integrations: ['endpoint'], datasets: ['endpoint.events.process'] },
      ['stack 9.3.0 with endpoint', 'stack 8.19.0 with endpoint'],
    ],
    [
      'in the beat of the index',
      'winlog.new',
      { index: ['winlogbeat-*'] },
      ['stack 8.19.0 (ECS 8.17.0, Beats 8.18.3)'],
    ],
    ['in what all beats share', 'agent.hostname', { index: ['winlogbeat-*'] }, []],
    [
      'in the module that the query names',
      'winlog.logon.id',
      { index: ['winlogbeat-*'], modules: ['security'] },
      [],
    ],
    [
      'in the mapping of Endgame alone, too',
      'process.name',
      { index: ['endgame-*'] },
      ['stack 9.3.0 (Endgame 8.4.0)', 'stack 8.19.0 (Endgame 8.4.0)'],
    ],
  ])('%s: %s', async (_what, field, scope, unknown) => {
    expect(await unknownIn(field, scope)).toEqual(unknown);
  });
});

test('says which packages are older than the stack would get', async () => {
  const plan = await openPlan();
  const targets = plan.targetsFor({ ...anyScope, datasets: ['shop.sales'] });
  expect(targets.map(({ outdated }) => outdated)).toEqual([['shop is 2.0.0, not 2.1.0'], []]);
});

test('absent files are named', async () => {
  const checkout = openCheckout('/empty', {
    bytes: () => undefined,
    list: () => [],
    text: (path) => (path.endsWith('map.yaml') ? '"9.3.0": {ecs: 9.3.0}' : undefined),
  });
  const { missing } = createFieldPlan(checkout, await prepareSchemas(checkout));
  expect(missing).toContain(`${etc}/ecs_schemas/9.3.0/ecs_flat.json.gz is missing`);
});

test('a folder of custom rules without schemas: nothing is certainly unknown', async () => {
  const checkout = openCheckout('/custom', {
    bytes: () => undefined,
    list: () => [],
    text: (path) =>
      path === '_config.yaml'
        ? 'rule_dirs: [rules]'
        : path === 'etc/stack-schema-map.yaml'
          ? '"9.3.0": {ecs: 9.3.0, beats: 9.3.3}'
          : undefined,
  });
  const plan = createFieldPlan(checkout, await prepareSchemas(checkout));
  const targets = plan.targetsFor({ ...anyScope, index: ['winlogbeat-*'] });
  expect(targets.map(({ catalogue }) => catalogue.complete)).toEqual([false]);
  expect(targets[0]!.catalogue.knows('process.name')).toBe(true);
});

describe('hostile schemas of integrations', () => {
  /** Returns what is missing in a checkout whose integration schemas are this text. */
  async function missingWith(schemas: string, names = ['shop']): Promise<readonly string[]> {
    const manifests = Object.fromEntries(names.map((name) => [name, { '1.0.0': range('^9.0.0') }]));
    const texts: Readonly<Record<string, string>> = {
      [`${etc}/stack-schema-map.yaml`]: '__proto__: {ecs: 9.3.0}\n"9.3.0": {ecs: 9.3.0}\n',
      [`${etc}/integration-manifests.json.gz`]: JSON.stringify(manifests),
      [`${etc}/integration-schemas.json.gz`]: schemas,
    };
    const checkout = openCheckout('/hostile', {
      text: (path) => texts[path],
      bytes: (path) => (texts[path] === undefined ? undefined : gzipSync(texts[path])),
      list: () => [],
    });
    const { missing } = await prepareSchemas(checkout);
    return missing.filter((one) => one.includes('integration-schemas'));
  }

  test.each([
    [
      'nested without end',
      `{"shop":{"1.0.0":{"sales":${'{"a":'.repeat(30_000)}"keyword"${'}'.repeat(30_000)}}}}`,
    ],
    ['no JSON within', '{"shop":{"1.0.0":{"sales":{"a":}}}}'],
  ])('%s: the file is named', async (_, schemas) => {
    const [missing] = await missingWith(schemas);
    expect(missing).toContain('cannot be read');
  });

  test.each([
    ['a line break in a stream', '{"shop":{"1.0.0":{"sa\\nles":{"a":"keyword"}}}}'],
    ['a line break in a package', '{"sh\\nop":{"1.0.0":{"sales":{"a":"keyword"}}}}'],
    ['a job that is no string', '{"shop":{"1.0.0":{"jobs":["a",{"toString":1}]}}}'],
  ])('%s: the rest is read', async (_, schemas) => {
    expect(await missingWith(schemas, ['shop', 'sh\nop'])).toEqual([]);
  });
});
