import type { Rule } from '../../rule/rule.js';
import { planIndex, planTimeCondition } from '../engine/source-conditions.js';
import { EvaluationError, type PlanNode } from '../plan/plan.js';
import type { PlanContext } from '../plan/plan-context.js';
import type { PreparedRule } from '../prepare/prepare-query.js';
import type { RuleInputs, SourceLimits } from '../prepare/rule-inputs.js';
import type { UnpreparedRule } from '../prepare/unprepared.js';
import {
  isFault,
  notEvaluated,
  notRunnable,
  type RuleFault,
  ruleFault,
  unusableException,
} from '../prepare/unprepared.js';
import { planRuleWindow } from '../prepare/window.js';
import { type ClauseWriter, writeBehind } from './clause-writer.js';
import { planExceptions } from './exceptions.js';
import { joinConditions } from './join-conditions.js';
import { planFilters } from './rule-filters.js';

/**
 * Returns a prepared query with the conditions of its rule's filters and exceptions. Their clauses are
 * appended to the query, so their spans are beyond its end.
 */
export function joinRuleConditions(
  rule: Rule,
  prepared: PreparedRule,
  { exceptions = [], limits = {} }: RuleInputs,
): PreparedRule | UnpreparedRule {
  const { table } = rule;
  const { context, queryText } = prepared;
  const writer = writeBehind(queryText);
  const filters = planFilters(table.filters, 'filters', context, writer);
  if (isFault(filters)) return notEvaluated(rule, filters);
  const excluded = planExceptions(exceptions, context, writer);
  if ('error' in excluded) return unusableException(excluded.index, excluded.error, excluded.supported);
  const source = planLimits(rule, limits, context, writer);
  if (isFault(source)) return notRunnable(rule, source);
  return joinAll(rule, prepared, [...filters, ...excluded, ...source], writer.text());
}

/** Returns the conditions of the limits on the events, or a fault if the rule has no valid time window. */
function planLimits(
  rule: Rule,
  limits: SourceLimits,
  context: PlanContext,
  writer: ClauseWriter,
): readonly PlanNode[] | RuleFault {
  const index = limits.index && planIndex('index', rule, context, writer);
  const conditions = index ? [index] : [];
  if (!limits.time || rule.type === 'new_terms') return conditions;
  const window = planRuleWindow(rule, context);
  if (isFault(window)) return window;
  const fields = window.timeFields.split(',');
  return [...conditions, planTimeCondition(fields, window.at(context.now), context, writer)];
}

function joinAll(
  rule: Rule,
  prepared: PreparedRule,
  conditions: readonly PlanNode[],
  queryText: string,
): PreparedRule | UnpreparedRule {
  try {
    const planned = joinConditions(prepared.planned, conditions, prepared.context.now);
    return { ...prepared, planned, queryText };
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return notRunnable(rule, ruleFault(error.message, 'filters'));
  }
}
