import type { Analysis } from '../analysis/analysis.js';
import { perAnalysis } from '../analysis/per-analysis.js';
import { resolvedEsql } from '../analysis/resolved-esql.js';
import { conditionPlannerOf } from '../evaluate/plan/condition-planners.js';
import { EvaluationError, type PlanNode } from '../evaluate/plan/plan.js';
import { asksTwice } from './asks-twice.js';
import { esqlConditions } from './esql-conditions.js';
import { type Conflict, findConflicts } from './find-conflicts.js';

/** The conflicts between clauses of the query; spans are in the query. Worked out once for all lints that report them. */
export const queryConflicts = perAnalysis((analysis): readonly Conflict[] => {
  const { catalogue } = analysis;
  const esql = analysis.query?.parsed.problems.length === 0 ? resolvedEsql(analysis) : undefined;
  if (esql) {
    // A test of a list is null there. Where lists are usual, that is what to report instead.
    const isUsuallyOne = (field: string): boolean => catalogue.get(field)?.array !== true;
    return esqlConditions(esql).flatMap((condition) => findConflicts(condition, isUsuallyOne));
  }
  const holdsOneValue = (field: string): boolean => catalogue.get(field)?.array === false;
  return plansOf(analysis).flatMap((plan) => findConflicts(plan, holdsOneValue));
});

function plansOf(analysis: Analysis): readonly PlanNode[] {
  const { catalogue, rule } = analysis;
  const category = rule.table.event_category_override;
  const eventCategoryField = typeof category === 'string' ? category : 'event.category';
  if (!asksTwice(analysis, eventCategoryField)) return [];
  const context = {
    mappingOf: (name: string) => catalogue.get(name)?.mapping,
    isMapped: () => true,
    eventCategoryField,
    now: 0n,
  };
  const { query } = analysis;
  const planner = conditionPlannerOf(rule.language);
  if (!planner || !query?.parsed.tree || query.parsed.problems.length > 0) return [];
  try {
    return planner.conditions(query.parsed.tree, query.parsed.text, context);
  } catch (error) {
    // What cannot run has been reported by the check of the query.
    if (!(error instanceof EvaluationError)) throw error;
    return [];
  }
}
