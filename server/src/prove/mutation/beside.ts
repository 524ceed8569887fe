import type { PlannedQuery } from '../../evaluate/plan/planned-query.js';
import type { MutationOperator } from './operators.js';
import type { RuleMutant } from './rule-mutant.js';

/** Returns for each of some numbers the change that replaces the rule's number with it. */
export function beside(
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

/** Returns for each of some join keys the change that drops it. */
export function keyMutants(
  keys: readonly { readonly field: { readonly name: string } }[],
  change: (planned: PlannedQuery, index: number) => PlannedQuery,
): readonly RuleMutant[] {
  return keys.map(
    ({ field }, index): RuleMutant => ({
      operator: 'drop-key',
      span: undefined,
      detail: field.name,
      change: (planned) => change(planned, index),
    }),
  );
}
