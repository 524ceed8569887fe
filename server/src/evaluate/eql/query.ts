import type { EqlQuery, EventFilter, Field, Step } from '../../query/eql/syntax.js';
import type { Span } from '../../text/span.js';
import { compilePlan, type Predicate } from '../compile.js';
import type { JoinKey } from '../keys.js';
import type { PlanNode } from '../plan.js';
import { isNullField, type PlanContext, planField } from './context.js';
import { planFilter } from './plan.js';

/** One event filter, planned and compiled. */
export interface PlannedFilter {
  readonly plan: PlanNode;
  readonly matches: Predicate;
  readonly span: Span;
}

/** A step of a sequence or sample. */
export interface PlannedStep extends PlannedFilter {
  readonly keys: readonly JoinKey[];
  readonly missing: boolean;
  /** Number of the step in the query; copies made by `with runs` share it. */
  readonly step: number;
}

/** `head` or `tail` with its number. */
export interface PlannedPipe {
  readonly kind: 'head' | 'tail';
  readonly count: number;
}

/** An EQL query ready to run. */
export type PlannedEql =
  | { readonly kind: 'event'; readonly filter: PlannedFilter; readonly pipes: readonly PlannedPipe[] }
  | {
      readonly kind: 'sequence';
      /** With runs expanded. */
      readonly steps: readonly PlannedStep[];
      readonly until: PlannedStep | undefined;
      readonly maxspan: number | undefined;
      readonly pipes: readonly PlannedPipe[];
    }
  | {
      readonly kind: 'sample';
      readonly steps: readonly PlannedStep[];
      readonly pipes: readonly PlannedPipe[];
    };

/** Plans a query that was checked. Throws {@link EvaluationError} where it cannot run all the same. */
export function planEql(query: EqlQuery, context: PlanContext): PlannedEql {
  const pipes = query.pipes.map(({ name, arguments: [count] }) => ({
    kind: name === 'head' ? ('head' as const) : ('tail' as const),
    count: count?.kind === 'number' ? Number(count.value) : 0,
  }));
  if (query.kind === 'event-query')
    return { kind: 'event', filter: planEventFilter(query.filter, context), pipes };
  const planStep = (step: Step, index: number): PlannedStep[] => {
    const planned: PlannedStep = {
      ...planEventFilter(step.filter, context),
      keys: [...query.keys, ...step.keys].map((key) => planKey(key, context)),
      missing: step.missing,
      step: index,
      span: step.span,
    };
    return Array.from({ length: step.runs }, () => planned);
  };
  const steps = query.steps.flatMap(planStep);
  if (query.kind === 'sample') return { kind: 'sample', steps, pipes };
  return {
    kind: 'sequence',
    steps,
    until: query.until ? planStep(query.until, query.steps.length)[0] : undefined,
    maxspan: query.kind === 'sequence' ? query.maxspan?.milliseconds : undefined,
    pipes,
  };
}

function planEventFilter(filter: EventFilter, context: PlanContext): PlannedFilter {
  const plan = planFilter(filter, context);
  return { plan, matches: compilePlan(plan, context.now), span: filter.span };
}

function planKey(key: Field, context: PlanContext): JoinKey {
  return { field: planField(key, context), optional: key.optional, unmapped: isNullField(key, context) };
}
