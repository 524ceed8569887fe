import type { InventoryView } from '../fields/inventory/create-inventory.js';
import type { Analysis } from './analysis.js';
import { queryIndices } from './parsed-query.js';
import { perAnalysis } from './per-analysis.js';

/** Returns the index patterns that a rule reads: those of its query if it names any, otherwise its own. */
export function readIndices(analysis: Analysis): readonly string[] {
  const own = queryIndices(analysis);
  // Kibana ignores the indices of a rule whose query names its own.
  return own.length > 0 ? own : analysis.rule.index;
}

/**
 * What was learned about the indices that a rule reads. Undefined if nothing was learned, or if the rule
 * names no index.
 */
export const learnedView = perAnalysis((analysis): InventoryView | undefined => {
  const { inventory } = analysis;
  if (!inventory) return undefined;
  const indices = readIndices(analysis);
  return indices.length === 0 ? undefined : inventory.view(indices);
});
