import { rule } from '../cli/sample-files.js';

const etc = 'detection_rules/etc';

/** The fields of the package `shop`, by data set. */
const sales = {
  'shop.kind': 'keyword',
  'shop.clerk': 'keyword',
  'shop.clerk.caseless': 'keyword',
  'shop.total': 'long',
  'shop.note': 'text',
  'shop.open': 'boolean',
  'shop.till.ip': 'ip',
};

/**
 * An event of the package as JSON: its numbers and booleans do not have the types that the package maps them
 * to.
 */
export const saleEvent = JSON.stringify({
  '@timestamp': '2026-01-01T00:00:00Z',
  event: { dataset: 'shop.sales', category: 'web' },
  shop: {
    kind: 10,
    clerk: 'Ann',
    total: '12',
    note: 'Paid in Cash',
    open: 'true',
    till: { ip: '2001:DB8::1' },
  },
  odd: { field: true },
});

function saleRule(name: string, query: string, language = 'eql'): string {
  return rule({
    name,
    id: '5f0c5bb8-0b3d-4a0a-9c39-6a1b0f6f2a11',
    query,
    language,
    type: language === 'eql' ? 'eql' : 'query',
  })
    .replace('"logs-*"', '"logs-shop.*"')
    .replace('updated_date', 'integration = ["shop"]\nupdated_date');
}

/**
 * Conditions that match only with the types of the checkout, by the name of their rule's file without
 * extension.
 */
export const typedConditions: Readonly<Record<string, string>> = {
  'number-in-keyword': 'shop.kind : "1*"',
  'text-in-number': 'shop.total > 5',
  'text-in-boolean': 'shop.open == true',
  address: 'shop.till.ip == "2001:db8:0::1"',
  'boolean-by-index': 'odd.field : "tr*"',
};

/** A checkout with the package `shop`, a rule for each of {@link typedConditions}, and a file of one event. */
export const shopCheckout: Readonly<Record<string, string>> = {
  [`${etc}/_config.yaml`]: 'rule_dirs: [../../rules]\n',
  [`${etc}/stack-schema-map.yaml`]: '"9.3.0": {ecs: "9.3.0"}\n',
  [`${etc}/packages.yaml`]: 'package: {name: "9.4"}\n',
  [`${etc}/version.lock.json`]: '{}\n',
  [`${etc}/deprecated_rules.json`]: '{}\n',
  [`${etc}/ecs_schemas/9.3.0/ecs_flat.json.gz`]: JSON.stringify({ 'event.dataset': { type: 'keyword' } }),
  [`${etc}/non-ecs-schema.json`]: '{"logs-shop.*": {"odd.field": "keyword"}}\n',
  [`${etc}/integration-manifests.json.gz`]: JSON.stringify({
    shop: { '1.0.0': { conditions: { kibana: { version: '^9.0.0' } } } },
  }),
  [`${etc}/integration-schemas.json.gz`]: JSON.stringify({ shop: { '1.0.0': { sales } } }),
  'rules/events.ndjson': `${saleEvent}\n`,
  ...Object.fromEntries(
    Object.entries(typedConditions).map(([stem, condition]) => [
      `rules/${stem}.toml`,
      saleRule(stem, `any where event.dataset == "shop.sales" and ${condition}`),
    ]),
  ),
  'rules/words.toml': saleRule('words', 'event.dataset: shop.sales and shop.note: cash', 'kuery'),
  'rules/without-case.toml': saleRule('without-case', 'shop.clerk.caseless: ANN', 'kuery'),
  // The query names no data set, so only the rule's integration says where the field comes from.
  'rules/integration-only.toml': saleRule('integration-only', 'any where shop.kind : "1*"'),
  'rules/lucene.toml': saleRule('lucene', 'shop.kind: 1*', 'lucene'),
};
