import type { Expression, Field, Step } from '../../query/eql/syntax.js';
import { fieldsIn } from '../../query/eql/walk.js';
import type { PropagatedFrom } from '../plan/plan.js';

/** Another step's condition on a join key, rewritten for the field that is the key in this step. */
export interface KeyConstraint {
  readonly condition: Expression;
  readonly from: PropagatedFrom;
}

/**
 * Returns, for each step of a sequence, the conditions of the other steps on a join key alone, rewritten for
 * this step's key field: Elasticsearch propagates such conditions (docs/semantics/eql.md#keys). This matters
 * for a key with several values: the step with the condition could otherwise join on a different value than
 * it tested.
 */
export function keyConstraints(
  steps: readonly Step[],
  common: readonly Field[],
): readonly (readonly KeyConstraint[])[] {
  const keysOf = (step: Step): readonly Field[] => [...common, ...step.keys];
  const constraints = steps.flatMap((step, from) =>
    conjunctsOf(step.filter.condition).flatMap((condition) => {
      const key = constrainedKey(condition, keysOf(step));
      return key === undefined ? [] : [{ condition, key, from }];
    }),
  );
  return steps.map((step, index) =>
    constraints.flatMap(({ condition, key, from }) => {
      const field = keysOf(step)[key];
      if (from === index || !field) return [];
      return [{ condition: renamed(condition, field), from: { step: from, key: field.name } }];
    }),
  );
}

function conjunctsOf(condition: Expression): readonly Expression[] {
  return condition.kind === 'and' ? condition.operands.flatMap(conjunctsOf) : [condition];
}

/**
 * Returns the index of the key that a condition tests, if it tests no other field. Otherwise returns
 * undefined.
 */
function constrainedKey(condition: Expression, keys: readonly Field[]): number | undefined {
  const names = new Set(fieldsIn(condition).map(({ name }) => name));
  const [only] = names;
  const key = keys.findIndex(({ name }) => name === only);
  return names.size === 1 && key >= 0 ? key : undefined;
}

/** The same condition on another field. */
function renamed(expression: Expression, field: Field): Expression {
  const rename = (one: Expression): Expression => renamed(one, field);
  switch (expression.kind) {
    case 'field':
      return { ...expression, name: field.name, optional: field.optional };
    case 'and':
    case 'or':
      return { ...expression, operands: expression.operands.map(rename) };
    case 'not':
    case 'negative':
      return { ...expression, operand: rename(expression.operand) };
    case 'comparison':
    case 'arithmetic':
      return { ...expression, left: rename(expression.left), right: rename(expression.right) };
    case 'membership':
      return { ...expression, subject: rename(expression.subject), items: expression.items.map(rename) };
    case 'pattern-match':
      return { ...expression, subject: rename(expression.subject) };
    case 'call':
      return { ...expression, arguments: expression.arguments.map(rename) };
    default:
      return expression;
  }
}
