import { perAnalysis } from '../analysis/per-analysis.js';
import { resolvedEsql } from '../analysis/resolved-esql.js';
import { append } from '../text/append.js';
import type { Span } from '../text/span.js';
import type { Condition } from './condition.js';
import { conditionPlans } from './condition-plans.js';
import { esqlConditions } from './esql-conditions.js';

/** The fields of events that a query tests. */
export interface AskedFields {
  /** Fields that every matching event must have a value in. */
  readonly required: ReadonlySet<string>;
  /** Fields that some condition requires a value in. */
  readonly wanted: ReadonlySet<string>;
  /** Spans in the query of the conditions that exclude values. */
  readonly excluding: readonly Span[];
}

/** The fields that the query of a rule tests, as far as its conditions are understood. */
export const askedFields = perAnalysis((analysis): AskedFields => {
  const esql = analysis.query?.parsed.problems.length === 0 ? resolvedEsql(analysis) : undefined;
  const conditions: readonly Condition[] = esql ? esqlConditions(esql) : conditionPlans(analysis);
  const wanted = new Set<string>();
  const required = new Set<string>();
  const excluding: Span[] = [];
  for (const condition of conditions) {
    collect(condition, wanted, excluding);
    for (const name of requiredIn(condition)) required.add(name);
  }
  return { required, wanted, excluding };
});

function collect(condition: Condition, wanted: Set<string>, excluding: Span[]): void {
  switch (condition.kind) {
    case 'all':
    case 'any':
      for (const child of condition.children) collect(child, wanted, excluding);
      return;
    case 'field':
      if (condition.negated) excluding.push(condition.span);
      else wanted.add(condition.field.name);
      return;
    default:
      if (condition.negated) excluding.push(condition.span);
  }
}

/** Returns the fields that every way to satisfy a condition requires a value in. */
function requiredIn(condition: Condition): readonly string[] {
  switch (condition.kind) {
    case 'field':
      return condition.negated ? [] : [condition.field.name];
    case 'all': {
      const names: string[] = [];
      for (const child of condition.children) append(names, requiredIn(child));
      return names;
    }
    case 'any': {
      const [first, ...others] = condition.children;
      let common = first ? requiredIn(first) : [];
      for (const other of others) {
        if (common.length === 0) break;
        const names = new Set(requiredIn(other));
        common = common.filter((name) => names.has(name));
      }
      return common;
    }
    default:
      return [];
  }
}
