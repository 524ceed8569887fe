import type { EqlQuery, EventFilter, Field, Step } from '../../query/eql/syntax.js';
import type { JoinKey } from '../plan/keys.js';
import { type PlanContext, planField } from '../plan/plan-context.js';
import { type PlannedFilter, plannedFilter } from '../plan/planned-filter.js';
import type { PlannedQuery, PlannedStep } from '../plan/planned-query.js';
import { isNullField } from './context.js';
import { type KeyConstraint, keyConstraints } from './key-constraints.js';
import { planCondition, planFilter } from './plan.js';

/** Plans a checked query. Throws an {@link EvaluationError} if it still cannot run. */
export function planEql(query: EqlQuery, context: PlanContext): PlannedQuery {
  const pipes = query.pipes.map(({ name, arguments: [count] }) => ({
    kind: name === 'head' ? ('head' as const) : ('tail' as const),
    count: count?.kind === 'number' ? Number(count.value) : 0,
  }));
  if (query.kind === 'event-query')
    return { kind: 'event', filter: planEventFilter(query.filter, context), pipes };
  const constraints = query.kind === 'sample' ? [] : keyConstraints(query.steps, query.keys);
  const planStep = (step: Step, index: number): PlannedStep[] => {
    const planned: PlannedStep = {
      ...planEventFilter(step.filter, context, constraints[index]),
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
    // Elasticsearch accepts a `!` here and ignores it (elastic/elasticsearch#132787).
    until: query.until ? planStep({ ...query.until, missing: false }, query.steps.length)[0] : undefined,
    maxspan: query.kind === 'sequence' ? query.maxspan?.milliseconds : undefined,
    pipes,
  };
}

function planEventFilter(
  filter: EventFilter,
  context: PlanContext,
  constraints: readonly KeyConstraint[] = [],
): PlannedFilter {
  const { span } = filter;
  const plan = planFilter(filter, context);
  if (constraints.length === 0) return plannedFilter(plan, span, context.now);
  const written = plan.kind === 'all' && !plan.negated ? plan.children : [plan];
  const propagated = constraints.map(({ condition, from }) => ({
    ...planCondition(condition, false, context),
    from,
  }));
  return plannedFilter({ kind: 'all', children: [...written, ...propagated], span }, span, context.now);
}

function planKey(key: Field, context: PlanContext): JoinKey {
  return { field: planField(key, context), optional: key.optional, unmapped: isNullField(key, context) };
}
