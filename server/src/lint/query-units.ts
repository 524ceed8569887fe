import type { FieldTarget, QueryScope } from '../fields/checkout/field-plan.js';
import type { Expression } from '../query/eql/syntax.js';
import { stepsOf } from '../query/eql/walk.js';
import { nestedPathsOf } from '../query/kql/walk.js';
import { once } from '../text/once.js';
import type { Span } from '../text/span.js';
import type { Analysis } from './analysis.js';
import { datasetFields, intendedDatasets } from './intended-datasets.js';
import { perAnalysis } from './per-analysis.js';
import { type EqlPredicate, eqlFilters, kqlClauses } from './query-parts.js';

/** A field that a query names. */
export interface NamedField {
  /** May hold `*`, for any run of characters. */
  readonly name: string;
  /** It may be absent from the mapping. */
  readonly optional: boolean;
  /** In the query. */
  readonly span: Span;
}

/** A part of a query that is checked against schemas of its own: the whole, or one step of a sequence. */
export interface QueryUnit {
  readonly fields: readonly NamedField[];
  /** What decides on its schemas. */
  readonly scope: () => QueryScope;
}

/** The parts of the query of a rule, in the order of the text (spec/CORPUS.md section 2, steps 1 and 6). */
export const queryUnits = perAnalysis((analysis): readonly QueryUnit[] => [
  ...eqlUnits(analysis),
  ...kqlUnits(analysis),
]);

/** The schemas that a unit must pass; none without a checkout, and as long as its schemas are being read. */
export function targetsOf({ fieldPlan }: Analysis, unit: QueryUnit): readonly FieldTarget[] {
  return fieldPlan?.targetsFor(unit.scope()) ?? [];
}

function eqlUnits(analysis: Analysis): QueryUnit[] {
  const tree = analysis.eql?.tree;
  if (!tree) return [];
  const steps = stepsOf(tree);
  const keysOfAll = tree.kind === 'event-query' ? [] : tree.keys;
  return eqlFilters(analysis).map(({ predicates, fields }, index) => ({
    fields: [...fields, ...(index === 0 ? keysOfAll : []), ...(steps[index]?.keys ?? [])],
    scope: once(() => scopeOf(analysis, predicates.flatMap(eqlTexts))),
  }));
}

function kqlUnits(analysis: Analysis): QueryUnit[] {
  const condition = analysis.kql?.tree?.condition;
  if (!condition) return [];
  const fields: NamedField[] = nestedPathsOf(condition).map((path) => ({ ...path, optional: false }));
  let last: Span | undefined;
  for (const { node, field } of kqlClauses(analysis)) {
    if (field === undefined || !node.field) continue;
    // A list of values is written out in the tree: its field comes again and again.
    if (node.field.span.start !== last?.start)
      fields.push({ name: field, optional: false, span: node.field.span });
    last = node.field.span;
  }
  return [{ fields, scope: once(() => scopeOf(analysis, kqlTexts(analysis))) }];
}

/** The same for a query that has no units: without the data sets that it may name. */
export function ruleScope(analysis: Analysis): QueryScope {
  return scopeOf(analysis, []);
}

const moduleField = 'event.module';

/** Whether what a field is compared with says which schemas count. */
function choosesSchemas(field: string): boolean {
  return field === moduleField || datasetFields.includes(field);
}

/** A text that a field is compared with. */
interface ComparedText {
  readonly field: string;
  readonly text: string;
}

function eqlTexts(predicate: EqlPredicate): ComparedText[] {
  switch (predicate.kind) {
    case 'comparison':
      return predicate.operator === '==' ? datasetTexts(predicate.left, [predicate.right]) : [];
    case 'membership':
      return datasetTexts(predicate.subject, predicate.items);
    case 'pattern-match':
      return predicate.operator === ':' ? datasetTexts(predicate.subject, predicate.patterns) : [];
    case 'call':
      return [];
  }
}

function datasetTexts(subject: Expression, others: readonly Expression[]): ComparedText[] {
  if (subject.kind !== 'field' || !choosesSchemas(subject.name)) return [];
  const { name } = subject;
  return others.flatMap((other) => (other.kind === 'string' ? [{ field: name, text: other.value }] : []));
}

function kqlTexts(analysis: Analysis): ComparedText[] {
  return kqlClauses(analysis).flatMap(({ node, field }) =>
    node.kind === 'is' && node.field && field !== undefined && choosesSchemas(field)
      ? [{ field, text: node.value.text }]
      : [],
  );
}

function scopeOf(analysis: Analysis, values: readonly ComparedText[]): QueryScope {
  const { rule } = analysis;
  const texts = (isWanted: (field: string) => boolean): string[] => [
    ...new Set(values.filter(({ field }) => isWanted(field)).map(({ text }) => text)),
  ];
  const datasets = texts((field) => datasetFields.includes(field));
  const least = rule.metadata.min_stack_version;
  return {
    language: rule.language ?? '',
    index: rule.index,
    integrations: rule.integrations,
    minStackVersion: typeof least === 'string' ? least : undefined,
    datasets: datasets.length > 0 ? datasets : intendedDatasets(analysis),
    modules: texts((field) => field === moduleField),
  };
}
