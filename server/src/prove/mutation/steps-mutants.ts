import {
  hasSteps,
  type PlannedQuery,
  type PlannedSequence,
  type PlannedStep,
  type PlannedStepQuery,
} from '../../evaluate/plan/planned-query.js';
import type { FieldCatalogue } from '../../fields/catalogue.js';
import { beside, keyMutants } from './beside.js';
import { changedFilter } from './changed-filter.js';
import { planMutants } from './plan-mutants.js';
import type { RuleMutant } from './rule-mutant.js';
import { without } from './with-item.js';

/** Returns the changes of a sequence or sample: those of each step, then those of order, keys and times. */
export function stepsMutants(planned: PlannedStepQuery, catalogue: FieldCatalogue): readonly RuleMutant[] {
  return [
    ...stepMutants(planned, catalogue),
    ...droppedSteps(planned),
    ...runsMutants(planned),
    ...keyMutants(planned.steps[0]?.keys ?? [], (one, index) =>
      withSteps(one, (steps) => steps.map((step) => ({ ...step, keys: without(step.keys, index) }))),
    ),
    ...(planned.kind === 'sequence' ? sequenceMutants(planned) : []),
  ];
}

/**
 * Returns the changes of each step, also in the copies of `with runs` and in conditions on keys propagated to
 * other steps.
 */
function stepMutants({ steps }: PlannedStepQuery, catalogue: FieldCatalogue): readonly RuleMutant[] {
  const firsts = steps.filter(({ step }, index) => steps.findIndex((one) => one.step === step) === index);
  return firsts.flatMap(({ plan, step }) =>
    planMutants(plan, catalogue).map(
      (mutant): RuleMutant => ({
        ...mutant,
        step,
        change: (planned, now) => withFilters(planned, (one) => changedFilter(one, mutant, now)),
      }),
    ),
  );
}

function withSteps(
  planned: PlannedQuery,
  change: (steps: readonly PlannedStep[]) => readonly PlannedStep[],
): PlannedQuery {
  return hasSteps(planned) ? { ...planned, steps: change(planned.steps) } : planned;
}

function withFilters(planned: PlannedQuery, change: (step: PlannedStep) => PlannedStep): PlannedQuery {
  if (planned.kind === 'sample') return { ...planned, steps: planned.steps.map(change) };
  if (planned.kind !== 'sequence') return planned;
  return { ...planned, steps: planned.steps.map(change), until: planned.until && change(planned.until) };
}

/** Returns the changes that drop a step, if at least two are left. */
function droppedSteps({ steps }: PlannedStepQuery): readonly RuleMutant[] {
  const numbers = [...new Set(steps.map(({ step }) => step))];
  if (numbers.length < 3) return [];
  return numbers.map((number) => ({
    operator: 'drop-step',
    span: steps.find(({ step }) => step === number)?.span,
    change: (planned) => withSteps(planned, (all) => all.filter(({ step }) => step !== number)),
  }));
}

/** Returns the changes that add or remove one run of each repeated step. */
function runsMutants({ steps }: PlannedStepQuery): readonly RuleMutant[] {
  return [...new Set(steps.map(({ step }) => step))].flatMap((number): readonly RuleMutant[] => {
    const runs = steps.filter(({ step }) => step === number);
    if (runs.length < 2) return [];
    const changed = (count: number): RuleMutant => ({
      operator: 'runs',
      span: runs[0]!.span,
      detail: String(count),
      change: (planned) => withSteps(planned, (all) => withRuns(all, number, count)),
    });
    return [changed(runs.length + 1), changed(runs.length - 1)];
  });
}

function withRuns(steps: readonly PlannedStep[], number: number, count: number): readonly PlannedStep[] {
  const first = steps.findIndex(({ step }) => step === number);
  const own = steps[first];
  if (!own) return steps;
  const runs = Array.from({ length: count }, () => own);
  const others = steps.filter(({ step }) => step !== number);
  return [...others.slice(0, first), ...runs, ...others.slice(first)];
}

function sequenceMutants({ maxspan, until }: PlannedSequence): readonly RuleMutant[] {
  return [
    ...beside(
      'maxspan',
      maxspan === undefined ? [] : [maxspan * 2, Math.floor(maxspan / 2)],
      (planned, span) => (planned.kind === 'sequence' ? { ...planned, maxspan: span } : planned),
    ),
    ...(until
      ? [
          {
            operator: 'drop-until',
            span: until.span,
            change: (planned: PlannedQuery) =>
              planned.kind === 'sequence' ? { ...planned, until: undefined } : planned,
          } as const,
        ]
      : []),
  ];
}
