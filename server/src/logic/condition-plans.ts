import type { Analysis } from '../analysis/analysis.js';
import { perAnalysis } from '../analysis/per-analysis.js';
import { conditionPlannerOf } from '../evaluate/plan/condition-planners.js';
import { EvaluationError, type PlanNode } from '../evaluate/plan/plan.js';

/** Returns the field of the word before `where`. */
export function categoryFieldOf({ rule }: Analysis): string {
  const category = rule.table.event_category_override;
  return typeof category === 'string' ? category : 'event.category';
}

/**
 * The conditions of a query on events, one for each step, with spans in the query. Empty if it has problems.
 */
export const conditionPlans = perAnalysis((analysis): readonly PlanNode[] => {
  const { catalogue, rule, query } = analysis;
  const context = {
    mappingOf: (name: string) => catalogue.get(name)?.mapping,
    isMapped: () => true,
    eventCategoryField: categoryFieldOf(analysis),
    now: 0n,
  };
  const planner = conditionPlannerOf(rule.language);
  if (!planner || !query?.parsed.tree || query.parsed.problems.length > 0) return [];
  try {
    return planner.conditions(query.parsed.tree, query.parsed.text, context);
  } catch (error) {
    // A query that cannot run is reported by its check.
    if (!(error instanceof EvaluationError)) throw error;
    return [];
  }
});
