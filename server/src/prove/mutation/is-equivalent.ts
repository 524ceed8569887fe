import type { PlanContext } from '../../evaluate/plan/plan-context.js';
import { hasSteps, type PlannedQuery } from '../../evaluate/plan/planned-query.js';
import type { FieldCatalogue } from '../../fields/catalogue.js';
import type { Condition, FieldCondition } from '../../logic/condition.js';
import { esqlConditions } from '../../logic/esql-conditions.js';
import { type Conflict, findConflicts } from '../../logic/find-conflicts.js';
import { isSubset, valuesOf } from '../../logic/value-sets.js';
import { resolveEsql } from '../../query/esql/resolve/resolution.js';
import type { EsqlQuery } from '../../query/esql/syntax.js';
import { once } from '../../text/once.js';
import type { Span } from '../../text/span.js';
import type { RuleMutant } from './rule-mutant.js';

/** The inputs of a proof besides the two rules. */
export interface ProofContext {
  readonly context: PlanContext;
  readonly catalogue: FieldCatalogue;
  readonly query: string;
}

/** Returns whether a mutant certainly matches the same events; false if that is not known. */
export type Proof = (mutant: RuleMutant, changed: PlannedQuery) => boolean;

/**
 * Returns a function that proves mutants of a rule equivalent to it: changes of a condition that another one
 * implies before and after, and changes that keep the values that a condition admits.
 */
export function proofFor(planned: PlannedQuery, context: ProofContext): Proof {
  const original = once(() => conditionsOf(planned, context));
  const superfluous = once(() => superfluousIn(original(), planned, context));
  return (mutant, changed) => {
    const { span, operator } = mutant;
    if (!span || mutant.operator === 'negate') return false;
    const isDropped = operator.startsWith('drop-') && operator !== 'drop-item';
    const own = superfluous()(span);
    if (isDropped) return own && droppable.has(operator);
    if (!changeable.has(operator)) return false;
    const conditions = conditionsOf(changed, context);
    if (own && superfluousIn(conditions, changed, context)(span)) return true;
    return haveSameValues(leavesAt(original(), span), leavesAt(conditions, span));
  };
}

const droppable: ReadonlySet<string> = new Set([
  'drop-condition',
  'drop-exclusion',
  'drop-alternative',
  'drop-filter',
]);
const changeable: ReadonlySet<string> = new Set([
  'drop-item',
  'case',
  'wildcard',
  'widen',
  'narrow',
  'number',
  'bound',
]);

function conditionsOf(planned: PlannedQuery, context: ProofContext): readonly Condition[] {
  if (planned.kind === 'table') return [planned.filter.plan, ...tableConditions(planned.table.tree, context)];
  return hasSteps(planned) ? planned.steps.map(({ plan }) => plan) : [planned.filter.plan];
}

function tableConditions(tree: EsqlQuery, { query, context }: ProofContext): readonly Condition[] {
  return esqlConditions(resolveEsql(query, tree, context));
}

/**
 * Returns whether a rule matches the same events without the condition at a path: checked in each step,
 * because conditions on keys are propagated to other steps.
 */
function superfluousIn(
  conditions: readonly Condition[],
  { kind }: PlannedQuery,
  { catalogue }: ProofContext,
): (span: Span) => boolean {
  // A test in ES|QL is null for a list, so all compared values are single.
  const holdsOneValue = (field: string): boolean =>
    kind === 'table' ? catalogue.get(field)?.array !== true : catalogue.get(field)?.array === false;
  const places = conditions.map(
    (condition) =>
      new Set(
        findConflicts(condition, holdsOneValue)
          .filter(isSuperfluous)
          .flatMap((conflict) => placesOf(conflict, condition)),
      ),
  );
  return (span) => {
    const containing = [...conditions.keys()].filter(
      (index) => leavesAt([conditions[index]!], span).length > 0 || places[index]!.has(keyOf(span)),
    );
    return containing.length > 0 && containing.every((index) => places[index]!.has(keyOf(span)));
  };
}

function isSuperfluous({ kind, span, other }: Conflict): boolean {
  return (
    (kind === 'implied' || kind === 'idle-exclusion' || kind === 'covered') && keyOf(span) !== keyOf(other)
  );
}

/** If two conditions admit the same values, each is superfluous beside the other. */
function placesOf({ span, other }: Conflict, condition: Condition): readonly string[] {
  const areSame = haveSameValues(leavesAt([condition], span), leavesAt([condition], other));
  return areSame ? [keyOf(span), keyOf(other)] : [keyOf(span)];
}

function keyOf({ start, end }: Span): string {
  return `${start}-${end}`;
}

function leavesAt(conditions: readonly Condition[], span: Span): readonly FieldCondition[] {
  return conditions.flatMap((condition): readonly FieldCondition[] => {
    switch (condition.kind) {
      case 'field':
        return keyOf(condition.span) === keyOf(span) ? [condition] : [];
      case 'all':
      case 'any':
        return leavesAt(condition.children, span);
      case 'nested':
        return leavesAt([condition.condition], span);
      default:
        return [];
    }
  });
}

/** Returns whether conditions admit the same values, one by one. */
function haveSameValues(before: readonly FieldCondition[], after: readonly FieldCondition[]): boolean {
  return (
    before.length > 0 &&
    before.length === after.length &&
    before.every((one, index) => {
      const other = after[index]!;
      const values = valuesOf(one.test, one.field.mapping);
      const others = valuesOf(other.test, other.field.mapping);
      return (
        values !== undefined &&
        others !== undefined &&
        one.field.name === other.field.name &&
        one.negated === other.negated &&
        isSubset(values, others) &&
        isSubset(others, values)
      );
    })
  );
}
