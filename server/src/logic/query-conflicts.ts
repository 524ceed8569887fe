import { perAnalysis } from '../analysis/per-analysis.js';
import { resolvedEsql } from '../analysis/resolved-esql.js';
import { asksTwice } from './asks-twice.js';
import { categoryFieldOf, conditionPlans } from './condition-plans.js';
import { esqlConditions } from './esql-conditions.js';
import { type Conflict, findConflicts } from './find-conflicts.js';

/**
 * The conflicts between clauses of the query, with spans in the query. Computed once for all lints that
 * report them.
 */
export const queryConflicts = perAnalysis((analysis): readonly Conflict[] => {
  const { catalogue } = analysis;
  const esql = analysis.query?.parsed.problems.length === 0 ? resolvedEsql(analysis) : undefined;
  if (esql) {
    // A test of a list is null there. If a field usually has lists, that is the problem to report.
    const isUsuallyOne = (field: string): boolean => catalogue.get(field)?.array !== true;
    return esqlConditions(esql).flatMap((condition) => findConflicts(condition, isUsuallyOne));
  }
  const holdsOneValue = (field: string): boolean => catalogue.get(field)?.array === false;
  if (!asksTwice(analysis, categoryFieldOf(analysis))) return [];
  return conditionPlans(analysis).flatMap((plan) => findConflicts(plan, holdsOneValue));
});
