import { type PlannedFilter, plannedFilter } from '../../evaluate/plan/planned-filter.js';
import type {
  PlannedQuery,
  PlannedSample,
  PlannedSequence,
  PlannedStep,
} from '../../evaluate/plan/planned-query.js';
import { append } from '../../text/append.js';
import type { Span } from '../../text/span.js';
import type { MutationOperator } from './operators.js';
import { type PlanMutant, planMutants } from './plan-mutants.js';

/** A changed rule. */
export interface RuleMutant {
  readonly operator: MutationOperator;
  /** In the query; undefined for what the rule asks besides. */
  readonly span: Span | undefined;
  readonly detail?: string;
  /** Makes the change in a query that was planned for the same rule; `now` is in nanoseconds since 1970. */
  readonly change: (planned: PlannedQuery, now: bigint) => PlannedQuery;
}

/** Returns the changes of a rule that its tests must notice; none of a query in ES|QL, which is no plan of conditions. */
export function ruleMutants(planned: PlannedQuery): readonly RuleMutant[] {
  switch (planned.kind) {
    case 'table':
      return [];
    case 'sequence':
    case 'sample':
      return [...stepMutants(planned), ...orderMutants(planned)];
    case 'threshold': {
      const { least, cardinality } = planned.threshold;
      return [
        ...filterMutants(planned.filter),
        ...beside(
          'threshold',
          [least + 1, least - 1].filter((count) => count > 0),
          (one, count) =>
            one.kind === 'threshold' ? { ...one, threshold: { ...one.threshold, least: count } } : one,
        ),
        ...beside(
          'cardinality',
          cardinality ? [cardinality.least + 1, cardinality.least - 1] : [],
          (one, count) =>
            one.kind === 'threshold' && one.threshold.cardinality
              ? {
                  ...one,
                  threshold: {
                    ...one.threshold,
                    cardinality: { ...one.threshold.cardinality, least: count },
                  },
                }
              : one,
        ),
        ...keyMutants(planned.threshold.keys.length, (one, index) =>
          one.kind === 'threshold'
            ? { ...one, threshold: { ...one.threshold, keys: without(one.threshold.keys, index) } }
            : one,
        ),
      ];
    }
    default:
      return filterMutants(planned.filter);
  }
}

function filterMutants({ plan }: PlannedFilter): readonly RuleMutant[] {
  return planMutants(plan).map((mutant) => ({
    ...mutant,
    change: (planned, now) =>
      'filter' in planned
        ? ({ ...planned, filter: changed(planned.filter, mutant, now) } as PlannedQuery)
        : planned,
  }));
}

function changed<Filter extends PlannedFilter>(filter: Filter, { change }: PlanMutant, now: bigint): Filter {
  return { ...filter, ...plannedFilter(change(filter.plan), filter.span, now) };
}

/** The changes of each step; copies made by `with runs` change together. */
function stepMutants({ steps }: PlannedSequence | PlannedSample): readonly RuleMutant[] {
  const firsts = steps.filter(({ step }, index) => steps.findIndex((one) => one.step === step) === index);
  return firsts.flatMap(({ plan, step }) =>
    planMutants(plan).map(
      (mutant): RuleMutant => ({
        ...mutant,
        change: (planned, now) =>
          withSteps(planned, (all) =>
            all.map((one) => (one.step === step ? changed(one, mutant, now) : one)),
          ),
      }),
    ),
  );
}

function withSteps(
  planned: PlannedQuery,
  change: (steps: readonly PlannedStep[]) => readonly PlannedStep[],
): PlannedQuery {
  return planned.kind === 'sequence' || planned.kind === 'sample'
    ? { ...planned, steps: change(planned.steps) }
    : planned;
}

function orderMutants(planned: PlannedSequence | PlannedSample): readonly RuleMutant[] {
  const numbers = [...new Set(planned.steps.map(({ step }) => step))];
  const found: RuleMutant[] = [];
  if (numbers.length > 2)
    for (const number of numbers)
      found.push({
        operator: 'drop-step',
        span: planned.steps.find(({ step }) => step === number)?.span,
        change: (one) => withSteps(one, (steps) => steps.filter(({ step }) => step !== number)),
      });
  append(
    found,
    keyMutants(planned.steps[0]?.keys.length ?? 0, (one, index) =>
      withSteps(one, (steps) => steps.map((step) => ({ ...step, keys: without(step.keys, index) }))),
    ),
  );
  if (planned.kind === 'sample') return found;
  const { maxspan, until } = planned;
  if (maxspan !== undefined)
    append(
      found,
      beside('maxspan', [maxspan * 2, Math.floor(maxspan / 2)], (one, span) =>
        one.kind === 'sequence' ? { ...one, maxspan: span } : one,
      ),
    );
  if (until)
    found.push({
      operator: 'drop-until',
      span: until.span,
      change: (one) => (one.kind === 'sequence' ? { ...one, until: undefined } : one),
    });
  return found;
}

function keyMutants(
  count: number,
  change: (planned: PlannedQuery, index: number) => PlannedQuery,
): readonly RuleMutant[] {
  return Array.from(
    { length: count },
    (_, index): RuleMutant => ({
      operator: 'drop-key',
      span: undefined,
      detail: `key ${index + 1}`,
      change: (planned) => change(planned, index),
    }),
  );
}

function beside(
  operator: MutationOperator,
  numbers: readonly number[],
  change: (planned: PlannedQuery, number: number) => PlannedQuery,
): readonly RuleMutant[] {
  return numbers.map((number) => ({
    operator,
    span: undefined,
    detail: String(number),
    change: (planned) => change(planned, number),
  }));
}

function without<Item>(items: readonly Item[], index: number): readonly Item[] {
  return items.filter((_, at) => at !== index);
}
