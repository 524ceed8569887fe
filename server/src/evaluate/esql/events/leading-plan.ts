import { metadataTypes } from '../../../query/esql/metadata-fields.js';
import type { EsqlQuery, Expression } from '../../../query/esql/syntax.js';
import type { FieldTest, PlanNode } from '../../plan/plan.js';
import { type PlanContext, planField } from '../../plan/plan-context.js';
import { leadingConditions, readsOnce } from './leading-commands.js';

/**
 * What every event satisfies that passes the WHERE commands right behind FROM, as far as it is about texts of fields: by it
 * lines of a file are left out before they are read. It may hold for events that do not pass.
 */
export function leadingPlan(tree: EsqlQuery, context: PlanContext): PlanNode {
  const { commands, span } = tree;
  const [from, ...others] = commands;
  const nothing: PlanNode = { kind: 'constant', value: true, span };
  if (from?.kind !== 'from' || !readsOnce(tree)) return nothing;
  const children = leadingConditions(others).map((condition) => planOf(condition, context));
  return children.length === 0 ? nothing : { kind: 'all', children, span };
}

function planOf(expression: Expression, context: PlanContext): PlanNode {
  const { span } = expression;
  switch (expression.kind) {
    case 'and':
    case 'or':
      return {
        kind: expression.kind === 'and' ? 'all' : 'any',
        children: expression.operands.map((operand) => planOf(operand, context)),
        span,
      };
    case 'comparison':
      if (expression.operator !== '==') break;
      return fieldPlan(expression.left, oneOf([expression.right]), expression, context);
    case 'in':
      if (expression.isNegated) break;
      return fieldPlan(expression.value, oneOf(expression.items), expression, context);
    case 'pattern':
      if (expression.isNegated || expression.operator !== 'like') break;
      return fieldPlan(expression.value, likeAny(expression.patterns), expression, context);
    default:
  }
  return { kind: 'constant', value: true, span };
}

function fieldPlan(
  value: Expression,
  test: FieldTest | undefined,
  { span }: Expression,
  context: PlanContext,
): PlanNode {
  if (!test || value.kind !== 'column' || metadataTypes.has(value.name))
    return { kind: 'constant', value: true, span };
  return { kind: 'field', field: planField(value, context), test, negated: false, span };
}

function texts(expressions: readonly Expression[]): readonly string[] | undefined {
  const found = expressions.flatMap((one) => (one.kind === 'string' ? [one.value] : []));
  return found.length === expressions.length ? found : undefined;
}

function oneOf(expressions: readonly Expression[]): FieldTest | undefined {
  const values = texts(expressions);
  return values && { kind: 'one-of', values, caseInsensitive: false };
}

/** A pattern with a backslash means something else there. */
function likeAny(expressions: readonly Expression[]): FieldTest | undefined {
  const patterns = texts(expressions);
  if (!patterns || patterns.some((pattern) => pattern.includes('\\'))) return undefined;
  return { kind: 'wildcard', patterns, caseInsensitive: false };
}
