import type { Language } from '../../query/language.js';
import type { Problem } from '../../text/problem.js';
import type { PlanNode } from './plan.js';
import type { PlanContext } from './plan-context.js';
import type { PlannedQuery } from './planned-query.js';

/** The context for checking a query before it is planned. */
export interface PreparingContext extends PlanContext {
  readonly containerOf: NonNullable<PlanContext['containerOf']>;
  readonly knownNames: () => readonly string[];
  /** Whether an unlisted field is an error. */
  readonly strict: boolean;
}

/** The evaluation of a language's queries. Trees must be free of syntax errors. */
export interface Planner<Tree> {
  readonly language: Language<Tree>;
  /** Returns problems beyond the syntax. */
  check(text: string, tree: Tree, context: PreparingContext): readonly Problem[];
  /** Throws an EvaluationError for a query that Elasticsearch rejects at run time. */
  plan(tree: Tree, text: string, context: PlanContext): PlannedQuery;
  /** Returns the conditions on single events. Throws like `plan`. */
  conditions(tree: Tree, text: string, context: PlanContext): readonly PlanNode[];
  /** Whether the language orders the matching events. Otherwise results are in order of time. */
  readonly ordersEvents?: true;
  /** Returns a hint for a string with a wildcard character that is not a wildcard there. */
  wildcardHint(literal: string): string;
}

export function definePlanner<Tree>(planner: Planner<Tree>): Planner<Tree> {
  return planner;
}

/** Returns the hint for languages in which quoted strings are compared literally. */
export function quotedWildcardHint(literal: string): string {
  return literal.includes('*') ? 'in quotes, * is not a wildcard' : '? is not a wildcard';
}
