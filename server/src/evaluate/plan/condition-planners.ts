import { eqlPlanner } from '../eql/planner.js';
import { kqlPlanner } from '../kql/planner.js';
import { lucenePlanner } from '../lucene/planner.js';
import type { Planner } from './planner.js';

/**
 * The languages whose queries are conditions on events. Apart from the others: checks reason about conditions, and would
 * load what runs whole pipelines for nothing.
 */
export const conditionPlanners = { eql: eqlPlanner, kuery: kqlPlanner, lucene: lucenePlanner };

/** How queries of a language become conditions; undefined for another language. */
export function conditionPlannerOf(language: string | undefined): Planner<unknown> | undefined {
  return language !== undefined && Object.hasOwn(conditionPlanners, language)
    ? (conditionPlanners[language as keyof typeof conditionPlanners] as Planner<unknown>)
    : undefined;
}
