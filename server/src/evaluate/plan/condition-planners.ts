import { eqlPlanner } from '../eql/planner.js';
import { kqlPlanner } from '../kql/planner.js';
import { lucenePlanner } from '../lucene/planner.js';
import type { Planner } from './planner.js';

/**
 * The languages whose queries are conditions on events. They are separate because checks reason about
 * conditions, and should not load code that runs whole pipelines.
 */
export const conditionPlanners = { eql: eqlPlanner, kuery: kqlPlanner, lucene: lucenePlanner };

/** Returns the condition planner of a language, or undefined if it has none. */
export function conditionPlannerOf(language: string | undefined): Planner<unknown> | undefined {
  return language !== undefined && Object.hasOwn(conditionPlanners, language)
    ? (conditionPlanners[language as keyof typeof conditionPlanners] as Planner<unknown>)
    : undefined;
}
