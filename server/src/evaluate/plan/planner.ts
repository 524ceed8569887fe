import type { Language } from '../../query/language.js';
import type { Problem } from '../../text/problem.js';
import type { PlanNode } from './plan.js';
import type { PlanContext } from './plan-context.js';
import type { PlannedQuery } from './planned-query.js';

/** What checking needs before a query is planned. */
export interface PreparingContext extends PlanContext {
  readonly containerOf: NonNullable<PlanContext['containerOf']>;
  readonly knownNames: () => readonly string[];
  /** Whether a field that nothing lists is an error. */
  readonly strict: boolean;
}

/** How queries of a language are evaluated. Trees are those of queries without syntax errors. */
export interface Planner<Tree> {
  readonly language: Language<Tree>;
  /** What is wrong beyond the syntax. */
  check(text: string, tree: Tree, context: PreparingContext): readonly Problem[];
  /** Throws an EvaluationError for a query that Elasticsearch refuses when it runs. */
  plan(tree: Tree, text: string, context: PlanContext): PlannedQuery;
  /** The conditions for single events. Throws as `plan` does. */
  conditions(tree: Tree, text: string, context: PlanContext): readonly PlanNode[];
  /** Whether the language orders the events that match; other results are in the order of time. */
  readonly ordersEvents?: true;
  /** What to say of a string with a wildcard that is not one there. */
  wildcardHint(literal: string): string;
}

export function definePlanner<Tree>(planner: Planner<Tree>): Planner<Tree> {
  return planner;
}

/** For languages in which a quoted string is compared as it is. */
export function quotedWildcardHint(literal: string): string {
  return literal.includes('*') ? 'in quotes, * is not a wildcard' : '? is not a wildcard';
}
