import type { Analysis } from '../analysis/analysis.js';
import { evaluatedFields } from '../analysis/evaluated-fields.js';
import { queryUnits } from '../analysis/query-units.js';
import { loadEcsCatalogue } from '../fields/ecs.js';
import type { Json } from './json.js';

/** Returns the fields of a rule's query in alphabetical order, with their types as far as known. */
export function requiredFields(analysis: Analysis): Json[] {
  const names = new Set<string>();
  for (const { fields } of queryUnits(analysis))
    for (const { name, isPath } of fields) if (!isPath && !name.includes('*')) names.add(name);
  const catalogue = evaluatedFields(analysis) ?? analysis.catalogue;
  const ecs = loadEcsCatalogue();
  return [...names].sort().map((name) => {
    const known = ecs.get(name) ?? catalogue.get(name);
    const type = known?.mapping.exact ?? known?.mapping.type ?? 'other';
    return { name, type: type === 'other' ? 'unknown' : type, ecs: ecs.get(name) !== undefined };
  });
}
