import { isTable } from '../../toml/path.js';
import type { PlanNode } from '../plan.js';
import type { PlanContext } from '../plan-context.js';
import { type RuleFault, ruleFault } from '../unprepared.js';
import type { ClauseWriter } from './clause-writer.js';
import { NotEvaluatedError, planDsl } from './dsl.js';

/**
 * What the filters of a rule ask beside its query, each of them a condition that must hold; a fault when that cannot be
 * evaluated. Filters that are switched off are left out (spec/KQL-ESQL-RULE-TYPES.md section 2).
 *
 * @param key the key of the rule that holds them, for messages.
 */
export function planFilters(
  written: unknown,
  key: 'filters' | 'threat_filters',
  context: PlanContext,
  writer: ClauseWriter,
): readonly PlanNode[] | RuleFault {
  const nodes: PlanNode[] = [];
  for (const [index, filter] of (Array.isArray(written) ? written : []).entries()) {
    if (!isTable(filter)) continue;
    const { meta, query, $state: _, ...rest } = filter;
    const { negate = false, disabled = false } = isTable(meta) ? meta : {};
    if (disabled === true) continue;
    const label = `filter ${index + 1}: `;
    try {
      // Older filters have their query beside "meta".
      nodes.push(planDsl(query ?? rest, { context, path: '', negated: negate === true, label, writer }));
    } catch (error) {
      if (!(error instanceof NotEvaluatedError)) throw error;
      return ruleFault(
        `filter ${index + 1} of "${key}" uses ${error.message}, which cannot be evaluated`,
        key,
        index,
      );
    }
  }
  return nodes;
}
