import type { Analysis } from './analysis.js';
import { queryUnits, targetsOf } from './query-units.js';

/**
 * Whether a field is in the schemas that the query of a rule is checked against, in any of them; undefined where that
 * cannot be said: without a checkout, as long as it is read, and where its schemas are older than the packages.
 */
export function isKnownField(name: string, analysis: Analysis): boolean | undefined {
  const targets = queryUnits(analysis).flatMap((unit) => targetsOf(analysis, unit));
  if (targets.length === 0) return undefined;
  if (targets.some(({ catalogue }) => catalogue.knows(name))) return true;
  return targets.some(({ outdated }) => outdated.length > 0) ? undefined : false;
}
