import type { EsqlQuery } from '../../query/esql/syntax.js';
import type { EsqlType } from '../../query/esql/types.js';
import { allPipelines } from '../../query/esql/walk.js';
import { kqlPlanner } from '../kql/planner.js';
import { lucenePlanner } from '../lucene/planner.js';
import { compilePlan } from '../plan/compile.js';
import { foldPlan } from '../plan/fold-plan.js';
import type { PlanContext } from '../plan/plan-context.js';
import type { Planner } from '../plan/planner.js';
import type { Storage } from '../storage/storage.js';
import type { EventObject } from '../values/access.js';
import type { EventSchema } from './events/schema-for-events.js';
import { SearchFailure } from './failure.js';
import { resolvedTypes } from './resolved-types.js';
import { type Environment, sourceColumn } from './stage.js';
import { collectWarnings } from './warnings.js';

/** Returns the event with a number. */
type EventAt = (number: number) => EventObject;

/** State that is kept while a query runs. */
interface Kept {
  readonly eventAt: EventAt;
  readonly storage: Storage;
}

/** Creates the environment of a query for commands and expressions: its fields and their types. */
export function createEnvironment(
  query: string,
  tree: EsqlQuery,
  schema: EventSchema,
  context: PlanContext,
  { eventAt, storage }: Kept,
): { readonly environment: Environment; readonly fields: ReadonlyMap<string, EsqlType> } {
  const { types, fields: named, others } = resolvedTypes(query, tree, schema);
  const fields = new Map(named);
  // A column that one pipeline computes can be a field in another.
  if (allPipelines(tree).length > 1)
    for (const name of others) if (!fields.has(name)) fields.set(name, schema.seenTypeOf(name));
  const environment: Environment = {
    text: query,
    now: Number(context.now / 1_000_000n),
    warnings: collectWarnings(query),
    storage,
    expanded: { rows: 0 },
    typeOf: (expression) => types.get(expression) ?? 'unknown',
    sourceOf: (columns) => columns.find(({ name }) => name === sourceColumn),
    answers: context.answers,
    table: (name) => context.tables?.get(name),
    documentTest: (language, text) => documentTest(language, text, eventAt, context),
  };
  return { environment, fields };
}

/** Compiles a condition in another language, which tests the events themselves. */
function documentTest(
  language: 'kuery' | 'lucene',
  text: string,
  eventAt: EventAt,
  context: PlanContext,
): (event: number) => boolean {
  const planner = (language === 'kuery' ? kqlPlanner : lucenePlanner) as Planner<unknown>;
  const { tree, problems } = planner.language.parse(text);
  if (tree === undefined || problems.length > 0)
    throw new SearchFailure(problems[0]?.message ?? 'the query cannot be parsed');
  const [plan] = planner.conditions(tree, text, context);
  const test = compilePlan(foldPlan(plan!), context.now);
  return (event) => test(eventAt(event));
}
