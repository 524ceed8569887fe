import type { PlanNode } from '../../evaluate/plan/plan.js';
import type { PlannedFilter } from '../../evaluate/plan/planned-filter.js';
import type { PlannedQuery } from '../../evaluate/plan/planned-query.js';
import type { FieldCatalogue } from '../../fields/catalogue.js';
import { changedFilter } from './changed-filter.js';
import { type PlanMutant, planMutants } from './plan-mutants.js';
import type { RuleMutant } from './rule-mutant.js';
import { stepsMutants } from './steps-mutants.js';
import { tableMutants } from './table/table-mutants.js';
import { newTermsMutants, threatMutants, thresholdMutants } from './type-mutants.js';

/** Returns the changes of a rule that its tests must notice. */
export function ruleMutants(planned: PlannedQuery, catalogue: FieldCatalogue): readonly RuleMutant[] {
  switch (planned.kind) {
    case 'sequence':
    case 'sample':
      return stepsMutants(planned, catalogue);
    case 'table':
      return [...tableMutants(planned.table), ...filterMutants(planned.filter, catalogue)];
    case 'threshold':
      return [...filterMutants(planned.filter, catalogue), ...thresholdMutants(planned.threshold)];
    case 'new-terms':
      return [...filterMutants(planned.filter, catalogue), ...newTermsMutants(planned.newTerms)];
    case 'threat-match':
      return [...filterMutants(planned.filter, catalogue), ...threatMutants(planned.threatMatch, catalogue)];
    default:
      return filterMutants(planned.filter, catalogue);
  }
}

function filterMutants(
  { plan, span: query }: PlannedFilter,
  catalogue: FieldCatalogue,
): readonly RuleMutant[] {
  const isFilter = ({ span }: Pick<PlanNode, 'span'>): boolean =>
    query.end > query.start && span.start > query.end;
  const whole: readonly PlanMutant[] = isFilter(plan)
    ? [{ operator: 'drop-filter', span: plan.span, change: everything }]
    : [];
  return [...whole, ...planMutants(plan, catalogue)].map((mutant) => ({
    ...mutant,
    ...(isFilter(mutant) && droppedInAll.has(mutant.operator) && { operator: 'drop-filter' }),
    changeNode: mutant.change,
    change: (planned, now) =>
      'filter' in planned
        ? ({ ...planned, filter: changedFilter(planned.filter, mutant, now) } as PlannedQuery)
        : planned,
  }));
}

const droppedInAll: ReadonlySet<RuleMutant['operator']> = new Set(['drop-condition', 'drop-exclusion']);

function everything({ span }: PlanNode): PlanNode {
  return { kind: 'constant', value: true, span };
}
