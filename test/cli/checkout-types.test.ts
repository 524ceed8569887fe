import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shopCheckout } from '../helpers/shop-checkout.js';
import { createWorkspace, type TestWorkspace } from '../helpers/workspace.js';
import { runCli, runJson } from './run-cli.js';

/** In a checkout, rules run with the field types of its schemas, as `lint` checks them. */

interface RunReport {
  readonly rules: readonly { readonly rule: string; readonly alerts: readonly unknown[] }[];
}

let checkout: TestWorkspace;
let elsewhere: TestWorkspace;
const stems = Object.keys(shopCheckout).flatMap((path) => /^rules\/(.+)\.toml$/.exec(path)?.[1] ?? []);

beforeAll(() => {
  checkout = createWorkspace({
    ...shopCheckout,
    'rules/number-in-keyword.tests.yaml': `tests:
  - name: a number
    events: [{event.dataset: shop.sales, shop.kind: 10}]
    expect: alert
  - name: another number
    events: [{event.dataset: shop.sales, shop.kind: 2}]
    expect: no alert
`,
    'rules/grouped.toml': shopCheckout['rules/lucene.toml']!.replace('"query"', '"threshold"').concat(
      '[rule.threshold]\nfield = ["shop.kind"]\nvalue = 2\n',
    ),
    'rules/both.ndjson': '{"shop": {"kind": 10}}\n{"shop": {"kind": "10"}}\n',
  });
  const files = Object.entries(shopCheckout).filter(([path]) => path.startsWith('rules/'));
  elsewhere = createWorkspace(Object.fromEntries(files));
});
afterAll(() => {
  checkout.remove();
  elsewhere.remove();
});

async function alertsIn({ folder }: TestWorkspace, ...args: string[]): Promise<[string, number][]> {
  const { rules } = await runJson<RunReport>(['run', ...args], 0, { cwd: folder });
  return rules.map(({ rule, alerts }) => [rule, alerts.length]);
}

const all = (stem: string): string => `rules/${stem}.toml`;

describe('run', () => {
  test('reads values as the schemas of the checkout map them', async () => {
    const found = await alertsIn(checkout, ...stems.map(all), '--events', 'rules/events.ndjson');
    expect(found).toEqual(stems.map((stem) => [all(stem), 1]));
  });

  test('does so as the engine, too', async () => {
    const options = ['--as-engine', '--now', '2026-01-01T00:01:00Z', '--events', 'rules/events.ndjson'];
    const found = await alertsIn(checkout, ...stems.map(all), ...options);
    expect(found).toEqual(stems.map((stem) => [all(stem), 1]));
  });

  test('groups by values as they are indexed', async () => {
    expect(await alertsIn(checkout, 'rules/grouped.toml', '--events', 'rules/both.ndjson')).toEqual([
      ['rules/grouped.toml', 1],
    ]);
  });

  test('outside of a checkout, values have their JSON types', async () => {
    const found = await alertsIn(elsewhere, ...stems.map(all), '--events', 'rules/events.ndjson');
    // Without a type, a constant is compared with every form that a value can have.
    expect(found.filter(([, alerts]) => alerts > 0).map(([rule]) => rule)).toEqual([
      all('text-in-boolean'),
      all('without-case'),
    ]);
  });

  test('an unreadable schema changes nothing', async () => {
    const broken = createWorkspace({
      ...shopCheckout,
      'detection_rules/etc/integration-schemas.json.gz': '{',
    });
    const found = await alertsIn(broken, all('number-in-keyword'), '--events', 'rules/events.ndjson');
    broken.remove();
    expect(found).toEqual([[all('number-in-keyword'), 0]]);
  });
});

test('test runs with the same types', async () => {
  const { code, stdout } = await runCli(['test', 'rules', '--coverage'], { cwd: checkout.folder });
  expect(stdout).toContain('1 test file: 2 passed, 0 failed');
  expect(code).toBe(0);
});

describe('explain shows the type where it decides', () => {
  test.each([
    ['number-in-keyword', 'shop.kind is 10, as keyword "10"'],
    ['text-in-number', 'shop.total is "12", as long 12'],
    ['text-in-boolean', 'shop.open is "true", as boolean true'],
    ['words', 'shop.note is "Paid in Cash", compared word by word as text'],
    ['address', 'shop.till.ip is "2001:DB8::1"'],
  ])('%s', async (stem, expected) => {
    const { stdout } = await runCli(['explain', all(stem), '--events', 'rules/events.ndjson'], {
      cwd: checkout.folder,
    });
    const lines = stdout.split('\n').map((line) => line.replace(/^.*? {2}(?=\S*shop\.)/, '').trim());
    expect(lines).toContainEqual(expect.stringMatching(new RegExp(`${literally(expected)}$`)));
  });

  test('in its JSON', async () => {
    const args = ['explain', all('number-in-keyword'), '--events', 'rules/events.ndjson'];
    const report = await runJson<object>(args, 0, { cwd: checkout.folder });
    expect(JSON.stringify(report)).toContain('{"field":"shop.kind","values":[10],"type":"keyword"}');
  });
});

function literally(text: string): string {
  return text.replace(/[.?*+^$[\](){}|\\]/g, '\\$&');
}
