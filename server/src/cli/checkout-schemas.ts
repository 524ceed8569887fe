import { analyse } from '../analysis/analyse.js';
import type { Analysis } from '../analysis/analysis.js';
import { createFieldPlan, type FieldPlan } from '../fields/checkout/field-plan.js';
import { readSchemas } from '../fields/checkout/read-schemas.js';
import type { Inventory } from '../fields/inventory/create-inventory.js';
import { type Attack, attackOf } from '../rule/attack/attack.js';
import type { Checkout } from '../rule/checkout/checkout.js';
import { openCheckoutAt } from '../rule/checkout/read-checkout.js';
import type { TomlDocument } from '../toml/document.js';
import type { Output } from './output.js';

/** A checkout with its schemas. */
export interface FoundCheckout {
  readonly checkout: Checkout;
  readonly plan: FieldPlan;
  readonly attack: Attack | undefined;
}

/** Reads a checkout's schemas. */
export async function withSchemas(
  checkout: Checkout,
  output: Pick<Output, 'progress'>,
): Promise<FoundCheckout> {
  output.progress('reading the schemas of the checkout');
  const prepared = await readSchemas(checkout);
  return {
    checkout,
    plan: createFieldPlan(checkout, prepared),
    attack: prepared.attack && attackOf(prepared.attack),
  };
}

/** Returns an analyser for rules of a checkout, with its schemas. */
export async function analyseInCheckout(
  folder: string,
  output: Pick<Output, 'progress'>,
): Promise<(document: TomlDocument, inventory: Inventory | undefined) => Analysis> {
  const { checkout, plan } = await withSchemas(openCheckoutAt(folder), output);
  return (document, inventory) =>
    analyse(document.text, { document, checkout, fieldPlan: () => plan, inventory });
}
