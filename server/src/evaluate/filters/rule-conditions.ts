import type { Rule } from '../../rule/rule.js';
import { EvaluationError, type PlanNode } from '../plan.js';
import { notSupported, type PreparedRule, type UnpreparedRule } from '../prepare-query.js';
import type { RuleInputs } from '../rule-inputs.js';
import { notRunnable, unusableInput } from '../unprepared.js';
import { writeBehind } from './clause-writer.js';
import { planExceptions } from './exceptions.js';
import { joinConditions } from './join-conditions.js';
import { planFilters } from './rule-filters.js';

/**
 * A prepared query that also asks what the filters of its rule and exceptions do. Their clauses are written behind the
 * query, so their spans lie beyond its end.
 */
export function joinRuleConditions(
  { table }: Rule,
  prepared: PreparedRule,
  { exceptions = [] }: RuleInputs,
): PreparedRule | UnpreparedRule {
  const { context, queryText } = prepared;
  const writer = writeBehind(queryText);
  const filters = planFilters(table.filters, 'filters', context, writer);
  if (typeof filters === 'string') return notSupported(filters);
  const excluded = planExceptions(exceptions, context, writer);
  if ('error' in excluded)
    return excluded.supported ? unusableInput(excluded.error) : notSupported(excluded.error);
  return joinAll(prepared, [...filters, ...excluded], writer.text());
}

function joinAll(
  prepared: PreparedRule,
  conditions: readonly PlanNode[],
  queryText: string,
): PreparedRule | UnpreparedRule {
  try {
    const planned = joinConditions(prepared.planned, conditions, prepared.context.now);
    return { ...prepared, planned, queryText };
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return notRunnable(error.message);
  }
}
