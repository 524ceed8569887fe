import { esqlPlanner } from '../esql/planner.js';
import { conditionPlanners } from './condition-planners.js';
import type { Planner } from './planner.js';

/** The languages that can be evaluated. Adding one takes one line here, or in `conditionPlanners`. */
const planners = { ...conditionPlanners, esql: esqlPlanner };

export type EvaluatedLanguage = keyof typeof planners;

/** Returns whether queries of a language can be evaluated. */
export function isEvaluated(language: string | undefined): language is EvaluatedLanguage {
  return language !== undefined && Object.hasOwn(planners, language);
}

/** Returns the planner of a language. */
export function plannerOf(language: EvaluatedLanguage): Planner<unknown> {
  return planners[language] as Planner<unknown>;
}
