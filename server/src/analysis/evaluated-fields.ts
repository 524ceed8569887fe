import { multiFields } from '../evaluate/plan/plan-context.js';
import type { FieldCatalogue, FieldInfo } from '../fields/catalogue.js';
import type { QueryScope } from '../fields/checkout/field-plan.js';
import { familyOf } from '../fields/field-type.js';
import { once } from '../text/once.js';
import { remember } from '../text/remember.js';
import type { Analysis } from './analysis.js';
import { perAnalysis } from './per-analysis.js';
import { queryUnits, ruleScope } from './query-units.js';

/**
 * Returns the fields that a rule is evaluated with, with the types that its checks use. Returns undefined if
 * only ECS is known: without learned fields, and without a checkout or until its schemas have been read.
 */
export function evaluatedFields(analysis: Analysis): FieldCatalogue | undefined {
  if (analysis.fieldPlan) return withCheckout(analysis);
  return analysis.inventory && analysis.catalogue;
}

/**
 * ECS first, then the schemas for the rule's query, then the packages that the rule names as integrations.
 */
const withCheckout = perAnalysis((analysis): FieldCatalogue => {
  const { catalogue: known, rule } = analysis;
  const fieldPlan = analysis.fieldPlan!;
  // Most rules only name ECS fields, so nothing is planned until a field of another schema is looked up.
  const targets = once(() => scopesOf(analysis).flatMap((scope) => fieldPlan.targetsFor(scope)));
  const schemas = once(() => targets().map(({ catalogue }) => catalogue));
  const packages = once(() => {
    const stack = targets()[0]?.stack ?? '';
    return rule.integrations.flatMap((name) => fieldPlan.integrations.fieldsOf(name, undefined, stack));
  });
  return {
    get: remember((name) => {
      const own = known.get(name);
      if (own && own.mapping.type !== 'object') return own;
      const inSchemas = schemas().some((catalogue) => hasValues(catalogue.get(name)));
      return agreed(name, inSchemas ? schemas() : packages()) ?? own;
    }),
    knows: remember((name) =>
      [() => [known], schemas, packages].some((all) => all().some((catalogue) => catalogue.knows(name))),
    ),
    names: () => [...new Set([known, ...schemas(), ...packages()].flatMap((catalogue) => catalogue.names()))],
    complete: false,
  };
});

/** Lucene rules have no units: their integrations and index patterns decide. */
function scopesOf(analysis: Analysis): readonly QueryScope[] {
  const units = queryUnits(analysis);
  return units.length > 0 ? units.map(({ scope }) => scope()) : [ruleScope(analysis)];
}

/**
 * Returns a field on which the catalogues agree, or undefined if their types cannot be compared with each
 * other.
 */
function agreed(name: string, catalogues: readonly FieldCatalogue[]): FieldInfo | undefined {
  const found = catalogues.map((catalogue) => catalogue.get(name)).filter(hasValues);
  const [first] = found;
  const families = new Set(found.map(({ mapping }) => familyOf(mapping.type)));
  return first && families.size === 1 ? withNormalizer(first) : undefined;
}

/**
 * Schemas only name the types of multi-fields, which loses the fact that `process.name.caseless` ignores
 * case.
 */
function withNormalizer(info: FieldInfo): FieldInfo {
  const { name, mapping } = info;
  return name.endsWith('.caseless') && mapping.type === 'keyword'
    ? { ...info, mapping: { ...mapping, ...multiFields.get('caseless') } }
    : info;
}

function hasValues(info: FieldInfo | undefined): info is FieldInfo {
  return info !== undefined && info.mapping.type !== 'object';
}
