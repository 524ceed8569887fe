import { esqlPlanner } from '../esql/planner.js';
import { conditionPlanners } from './condition-planners.js';
import type { Planner } from './planner.js';

/** The languages that can be evaluated. A new one is one line here, or where those with conditions are. */
const planners = { ...conditionPlanners, esql: esqlPlanner };

export type EvaluatedLanguage = keyof typeof planners;

/** Whether queries of a language can be evaluated. */
export function isEvaluated(language: string | undefined): language is EvaluatedLanguage {
  return language !== undefined && Object.hasOwn(planners, language);
}

/** How queries of a language are evaluated. */
export function plannerOf(language: EvaluatedLanguage): Planner<unknown> {
  return planners[language] as Planner<unknown>;
}
