import { beforeAll, describe, expect, test } from 'vitest';
import { createFieldPlan, type FieldPlan } from '../fields/checkout/field-plan.js';
import { prepareSchemasNow } from '../fields/checkout/prepare-schemas.js';
import { openCheckout } from '../rule/checkout/checkout.js';
import { analyse } from './analyse.js';
import type { Analysis } from './analysis.js';
import { evaluatedFields } from './evaluated-fields.js';

const etc = 'detection_rules/etc';
const range = { conditions: { kibana: { version: '^8.0.0 || ^9.0.0' } } };

/** A checkout of two stacks, with a package that has two data sets and another that has one. */
const files: Readonly<Record<string, unknown>> = {
  [`${etc}/stack-schema-map.yaml`]: '"8.19.0": {ecs: 9.3.0}\n"9.3.0": {ecs: 9.3.0}\n',
  [`${etc}/ecs_schemas/9.3.0/ecs_flat.json.gz`]: { 'process.pid': { type: 'keyword' } },
  [`${etc}/non-ecs-schema.json`]: { 'logs-shop.*': { 'shop.till': 'long' } },
  [`${etc}/integration-manifests.json.gz`]: {
    shop: { '1.0.0': range, '2.0.0': { conditions: { kibana: { version: '^9.0.0' } } } },
    bank: { '1.0.0': range },
  },
  [`${etc}/integration-schemas.json.gz`]: {
    shop: {
      '2.0.0': {
        sales: {
          'shop.kind': 'keyword',
          'shop.moved': 'long',
          'shop.raw': 'flattened',
          'shop.kind.caseless': 'keyword',
        },
      },
      '1.0.0': {
        sales: { 'shop.kind': 'wildcard', 'shop.moved': 'keyword' },
        staff: { 'shop.clerk': 'long' },
      },
    },
    bank: { '1.0.0': { branch: { 'bank.code': 'keyword', 'shop.clerk': 'keyword' } } },
  },
};

let plan: FieldPlan;
beforeAll(() => {
  const text = (path: string): string | undefined => {
    const content = files[path];
    return content === undefined || typeof content === 'string' ? content : JSON.stringify(content);
  };
  const bytes = (path: string): Uint8Array | undefined => {
    const content = text(path);
    return content === undefined ? undefined : Buffer.from(content);
  };
  const checkout = openCheckout('/checkout', { bytes, text, list: () => [] });
  plan = createFieldPlan(checkout, prepareSchemasNow(checkout));
});

const sales = 'any where event.dataset == "shop.sales"';

function analysed(query: string, language = 'eql', fieldPlan = (): FieldPlan | undefined => plan): Analysis {
  const type = language === 'eql' ? 'eql' : 'query';
  const text = `[metadata]
integration = ["shop"]
[rule]
type = "${type}"
language = "${language}"
index = ["logs-shop.*"]
query = '${query}'
`;
  return analyse(text, { fieldPlan });
}

const typeOf = (name: string, query: string, language?: string): string | undefined =>
  evaluatedFields(analysed(query, language))?.get(name)?.mapping.type;

describe('the type of a field', () => {
  test.each<[what: string, name: string, query: string, language: string, type: string | undefined]>([
    ['of ECS is that of ECS, as in the checks', 'process.pid', sales, 'eql', 'long'],
    ['by index pattern', 'shop.till', sales, 'eql', 'long'],
    ['of the data set that the query names', 'shop.kind', sales, 'eql', 'keyword'],
    ['of the data set, in KQL', 'shop.kind', 'event.dataset: shop.sales', 'kuery', 'keyword'],
    ['of the integration, in Lucene', 'shop.kind', 'shop.kind: 0', 'lucene', 'keyword'],
    [
      'of the integration, where the query names no data set',
      'shop.kind',
      'any where true',
      'eql',
      'keyword',
    ],
    ['of another data set of the integration', 'shop.clerk', sales, 'eql', 'long'],
    ['that differs between stacks is unknown', 'shop.moved', sales, 'eql', undefined],
    ['of a package that the rule does not name is unknown', 'bank.code', sales, 'eql', undefined],
    ['that no schema has is unknown', 'other.name', sales, 'eql', undefined],
  ])('%s', (_, name, query, language, type) => {
    expect(typeOf(name, query, language)).toBe(type);
  });
});

test('a multi-field without case has its normalizer, which schemas leave out', () => {
  expect(evaluatedFields(analysed(sales))?.get('shop.kind.caseless')?.mapping).toEqual({
    type: 'keyword',
    normalizer: 'lowercase',
  });
});

test('objects and keys of flattened fields are known', () => {
  const fields = evaluatedFields(analysed(sales))!;
  expect(['shop', 'shop.raw.any', 'process.name', 'shop.clerk', 'shop.none'].map(fields.knows)).toEqual([
    true,
    true,
    true,
    true,
    false,
  ]);
  expect(fields.names()).toContain('shop.clerk');
});

test('without a checkout there is nothing, and schemas that are read later count', () => {
  expect(evaluatedFields(analyse('[rule]\ntype = "eql"\n'))).toBeUndefined();
  let read: FieldPlan | undefined;
  const analysis = analysed(sales, 'eql', () => read);
  expect(evaluatedFields(analysis)).toBeUndefined();
  read = plan;
  expect(evaluatedFields(analysis)?.get('shop.kind')?.mapping.type).toBe('keyword');
});
