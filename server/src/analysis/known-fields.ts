import type { FieldCatalogue } from '../fields/catalogue.js';
import { type FieldMapping, familyOf } from '../fields/field-type.js';
import { unionCatalogue } from '../fields/union-catalogue.js';
import { entryOf } from '../text/entry-of.js';
import type { Analysis } from './analysis.js';
import { hasUnreadParts } from './intended-datasets.js';
import { queryUnits, targetsOf } from './query-units.js';

/**
 * Returns whether a field is in any of the schemas that the query of a rule is checked against, or in learned
 * data. Returns undefined if that is unknown: without a checkout, until it has been read, if its schemas are
 * older than the packages, and if the query that names the data sets cannot be parsed.
 */
export function isKnownField(name: string, analysis: Analysis): boolean | undefined {
  const targets = queryUnits(analysis).flatMap((unit) => targetsOf(analysis, unit));
  if (targets.length === 0) return undefined;
  if (analysis.inventory?.knows(name)) return true;
  if (targets.some(({ catalogue }) => catalogue.knows(name))) return true;
  if (hasUnreadParts(analysis)) return undefined;
  return targets.some(({ outdated }) => outdated.length > 0) ? undefined : false;
}

/** Returns whether a name is a known field after a Lucene sign, as in `-process.name`. */
export function isSignedField(name: string, catalogue: FieldCatalogue): boolean {
  return /^[-+!]/.test(name) && catalogue.knows(name.slice(1));
}

/** Returns the first schemas that the query of a rule is checked against, or undefined without a checkout. */
export function targetCatalogue(analysis: Analysis): FieldCatalogue | undefined {
  const [unit] = queryUnits(analysis);
  return unit && targetsOf(analysis, unit)[0]?.catalogue;
}

/** Returns the checkout's mapping of a field, or undefined if its schemas disagree or there are none. */
export function checkoutMapping(name: string, analysis: Analysis): FieldMapping | undefined {
  if (!analysis.fieldPlan) return undefined;
  let found: FieldMapping | undefined;
  for (const unit of queryUnits(analysis)) {
    for (const { catalogue } of targetsOf(analysis, unit)) {
      const mapping = catalogue.get(name)?.mapping;
      if (!mapping || mapping.type === 'object') continue;
      if (found && familyOf(found.type) !== familyOf(mapping.type)) return undefined;
      found ??= mapping;
    }
  }
  return found;
}

/** By the catalogue of the rule, which depends on learned data, then by that of its target. */
const unions = new WeakMap<FieldCatalogue, WeakMap<FieldCatalogue, FieldCatalogue>>();

/**
 * Returns all fields that a rule can name, for completion: those of ECS, then those of the checkout for its
 * query.
 */
export function fieldsOf(analysis: Analysis): FieldCatalogue {
  const target = targetCatalogue(analysis);
  if (!target) return analysis.catalogue;
  const byTarget = entryOf(unions, analysis.catalogue, () => new WeakMap());
  return entryOf(byTarget, target, () => unionCatalogue([analysis.catalogue, target]));
}
