import { expect, test } from 'vitest';
import type { FieldPlan } from '../fields/checkout/field-plan.js';
import { loadEcsCatalogue } from '../fields/ecs.js';
import { createInventory } from '../fields/inventory/create-inventory.js';
import { analyse } from './analyse.js';
import { fieldsOf } from './known-fields.js';

const target = { label: 'stack 9.3.0', stack: '9.3.0', catalogue: loadEcsCatalogue(), outdated: [] };
const plan = { targetsFor: () => [target], missing: [] } as unknown as FieldPlan;

const inventoryOf = (values: Readonly<Record<string, string>>) =>
  createInventory(
    Object.entries(values).map(([name, value]) => ({
      name,
      kind: 'index' as const,
      documents: 10,
      fields: new Map([['event.action', { type: 'keyword', documents: 10, values: new Map([[value, 10]]) }]]),
    })),
  );

test('rules with the same schemas have the learned values of their own indices', () => {
  const first = inventoryOf({ 'logs-a-default': 'alpha', 'logs-b-default': 'beta' });
  const second = inventoryOf({ 'logs-a-default': 'gamma' });
  const seen = (index: string, inventory = first): string[] => {
    const text = `[metadata]\n[rule]\ntype = "eql"\nlanguage = "eql"\nindex = ["${index}"]\nquery = 'any where true'\n`;
    const info = fieldsOf(analyse(text, { fieldPlan: () => plan, inventory })).get('event.action');
    return [...(info?.seen?.keys() ?? [])];
  };
  expect(seen('logs-a-*')).toEqual(['alpha']);
  expect(seen('logs-b-*')).toEqual(['beta']);
  expect(seen('logs-a-*', second)).toEqual(['gamma']);
});
