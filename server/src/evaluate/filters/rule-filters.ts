import type { PlanNode } from '../plan/plan.js';
import type { PlanContext } from '../plan/plan-context.js';
import { type RuleFault, ruleFault } from '../prepare/unprepared.js';
import type { ClauseWriter } from './clause-writer.js';
import { NotEvaluatedError, RefusedError } from './dsl.js';
import { planFilter } from './kibana-filter.js';

/**
 * Returns the conditions of a rule's filters, all of which must hold besides its query. Returns a fault if
 * one cannot be evaluated, or is rejected by Elasticsearch. Disabled filters are skipped
 * (docs/semantics/rule-types.md#filters).
 *
 * @param key the rule's key for the filters, for messages.
 */
export function planFilters(
  written: unknown,
  key: 'filters' | 'threat_filters',
  context: PlanContext,
  writer: ClauseWriter,
): readonly PlanNode[] | RuleFault {
  const nodes: PlanNode[] = [];
  for (const [index, filter] of (Array.isArray(written) ? written : []).entries()) {
    const label = `filter ${index + 1}: `;
    try {
      const node = planFilter(filter, { context, path: '', negated: false, label, writer });
      if (node) nodes.push(node);
    } catch (error) {
      if (!(error instanceof NotEvaluatedError)) throw error;
      const fault = (text: string): RuleFault =>
        ruleFault(`filter ${index + 1} of "${key}" ${text}`, key, index);
      if (error instanceof RefusedError)
        return { ...fault(`fails the search: ${error.reason}`), isRefused: true };
      return fault(`uses ${error.message}, which cannot be evaluated`);
    }
  }
  return nodes;
}
