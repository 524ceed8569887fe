import { dirname, resolve } from 'node:path';
import { analyse } from '../analysis/analyse.js';
import type { Analysis } from '../analysis/analysis.js';
import { evaluatedFields } from '../analysis/evaluated-fields.js';
import type { FieldCatalogue } from '../fields/catalogue.js';
import type { Inventory } from '../fields/inventory/create-inventory.js';
import { findInventory } from '../fields/inventory/read-inventory.js';
import { pathKey } from '../files/path-key.js';
import { findCheckoutFolder } from '../rule/checkout/read-folder.js';
import type { TomlDocument } from '../toml/document.js';
import type { Output } from './output.js';

/**
 * Returns the analysis of a rule with its checkout's schemas and the fields learned from data, or undefined
 * if there are neither.
 */
export type AnalyseInCheckout = (document: TomlDocument) => Analysis | undefined;

/** Returns the fields that a rule is evaluated with, or undefined if only ECS is known. */
export type RuleFields = (document: TomlDocument) => FieldCatalogue | undefined;

/**
 * Returns a function that reads the schemas for the rules in a file's folder (see {@link checkoutReader}).
 */
export function ruleFieldsReader(output: Pick<Output, 'progress'>): (path: string) => Promise<RuleFields> {
  const read = checkoutReader(output);
  return async (path) => {
    const analyse = await read(path);
    return (document) => {
      const analysis = analyse(document);
      return analysis && evaluatedFields(analysis);
    };
  };
}

/**
 * Returns a function that reads the schemas for the rules in a file's folder. Each folder's checkout is
 * searched once, and its schemas are read once.
 */
export function checkoutReader(
  output: Pick<Output, 'progress'>,
): (path: string) => Promise<AnalyseInCheckout> {
  const byFolder = new Map<string, Promise<AnalyseInCheckout>>();
  const byCheckout = new Map<string, Promise<AnalyseWithInventory>>();
  const inFolder = async (folder: string): Promise<AnalyseInCheckout> => {
    const root = findCheckoutFolder(folder);
    const inventory = findInventory(folder)?.inventory();
    if (root === undefined) return (document) => inventory && analyse(document.text, { document, inventory });
    const inCheckout = await kept(byCheckout, pathKey(root), async () => {
      // Outside a checkout, the code that reads one is not needed.
      const { analyseInCheckout } = await import('./checkout-schemas.js');
      return analyseInCheckout(root, output);
    });
    return (document) => inCheckout(document, inventory);
  };
  return async (path) => {
    const folder = resolve(dirname(path));
    return kept(byFolder, folder, () => inFolder(folder));
  };
}

type AnalyseWithInventory = (document: TomlDocument, inventory: Inventory | undefined) => Analysis;

function kept<Value>(values: Map<string, Value>, key: string, make: () => Value): Value {
  const known = values.get(key);
  if (known !== undefined) return known;
  const value = make();
  values.set(key, value);
  return value;
}
