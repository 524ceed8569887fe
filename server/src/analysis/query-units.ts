import type { FieldPlan, FieldTarget, QueryScope } from '../fields/checkout/field-plan.js';
import type { ComparedValue, NamedField } from '../query/language.js';
import { once } from '../text/once.js';
import type { Analysis } from './analysis.js';
import { datasetFields, intendedDatasets } from './intended-datasets.js';
import { queryIndices, queryParts } from './parsed-query.js';
import { perAnalysis } from './per-analysis.js';

/** A part of a query that is checked against its own schemas: the whole query, or one step of a sequence. */
export interface QueryUnit {
  readonly fields: readonly NamedField[];
  /** Returns what determines its schemas. */
  readonly scope: () => QueryScope;
  /** Returns the schemas of a checkout that it must pass. */
  readonly targets: (plan: FieldPlan) => readonly FieldTarget[];
}

/**
 * The parts of a rule's query in source order (docs/semantics/fields.md#in-a-checkout-of-detection-rules).
 */
export const queryUnits = perAnalysis((analysis): readonly QueryUnit[] =>
  queryParts(analysis).map(({ fields, values }) => {
    const scope = once(() => scopeOf(analysis, values().filter(decidesSchemas)));
    return { fields, scope, targets: targetsOfScope(scope) };
  }),
);

/** Many lints use them, and the fields of a checkout can arrive while the file is open. */
function targetsOfScope(scope: () => QueryScope): QueryUnit['targets'] {
  let known: { readonly plan: FieldPlan; readonly targets: readonly FieldTarget[] } | undefined;
  return (plan) => {
    if (known?.plan !== plan) known = { plan, targets: plan.targetsFor(scope()) };
    return known.targets;
  };
}

/**
 * Returns the schemas that a unit must pass. Empty without a checkout, and until its schemas have been read.
 */
export function targetsOf({ fieldPlan }: Analysis, unit: QueryUnit): readonly FieldTarget[] {
  return fieldPlan ? unit.targets(fieldPlan) : [];
}

/** Returns the same for a query without units, which excludes the data sets that it may name. */
export function ruleScope(analysis: Analysis): QueryScope {
  return scopeOf(analysis, []);
}

const moduleField = 'event.module';

/** Returns whether the values of a field determine which schemas count. */
function choosesSchemas(field: string): boolean {
  return field === moduleField || datasetFields.includes(field);
}

/**
 * Operators whose value determines the schemas: it must be the value of the field, not an exclusion or a
 * bound.
 */
const decidingOperators: ReadonlySet<string> = new Set(['==', 'in', ':']);

function decidesSchemas({ field, type, operator }: ComparedValue): boolean {
  return type === 'string' && decidingOperators.has(operator) && choosesSchemas(field);
}

function scopeOf(analysis: Analysis, values: readonly ComparedValue[]): QueryScope {
  const { rule } = analysis;
  const texts = (isWanted: (field: string) => boolean): string[] => [
    ...new Set(values.filter(({ field }) => isWanted(field)).map(({ value }) => value)),
  ];
  const ownIndices = queryIndices(analysis);
  const datasets = texts((field) => datasetFields.includes(field));
  const least = rule.metadata.min_stack_version;
  return {
    language: rule.language ?? '',
    // Kibana ignores the indices of a rule whose query names its own.
    index: ownIndices.length > 0 ? ownIndices : rule.index,
    integrations: rule.integrations,
    takesAllIntegrations: ownIndices.length > 0,
    minStackVersion: typeof least === 'string' ? least : undefined,
    datasets: datasets.length > 0 ? datasets : intendedDatasets(analysis),
    modules: texts((field) => field === moduleField),
  };
}
