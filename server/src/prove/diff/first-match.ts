import type { FieldCatalogue } from '../../fields/catalogue.js';
import type { Rule } from '../../rule/rule.js';
import { synthesize } from '../synthesis/synthesize.js';
import type { SynthesizedCase } from '../synthesis/synthesized.js';

/** Returns events that raise an alert of a rule, or an empty list if none were found. */
export function firstMatch(rule: Rule, fields: FieldCatalogue | undefined): readonly SynthesizedCase[] {
  const request = { match: true, nearMisses: false, eachValue: false, seed: 0 };
  return synthesize(rule, request, fields).cases.slice(0, 1);
}
