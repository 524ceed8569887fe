import { metadataTypes } from '../../../query/esql/metadata-fields.js';
import type { Command, EsqlQuery, Expression } from '../../../query/esql/syntax.js';
import type { FieldTest, PlanNode } from '../../plan/plan.js';
import { type PlanContext, planField } from '../../plan/plan-context.js';
import { isOpen } from '../run-pipeline.js';
import { leadingConditions, readsOnce } from './leading-commands.js';

/**
 * What every event satisfies that passes the first WHERE commands, as far as it is about texts of fields: by it lines of a
 * file are left out before they are read. It may hold for events that do not pass. As in Elasticsearch, conditions count
 * before an EVAL that they do not depend on; but a result with all fields shows also those of events that are dropped later.
 */
export function leadingPlan(tree: EsqlQuery, context: PlanContext): PlanNode {
  const { commands, span } = tree;
  const [from, ...others] = commands;
  const nothing: PlanNode = { kind: 'constant', value: true, span };
  if (from?.kind !== 'from' || !readsOnce(tree)) return nothing;
  const conditions = isOpen(commands)
    ? leadingConditions(others).map((condition) => ({ condition, made: new Set<string>() }))
    : conditionsOnEvents(others);
  const children = conditions.map(({ condition, made }) => planOf(condition, context, made));
  return children.length === 0 ? nothing : { kind: 'all', children, span };
}

/** A condition of WHERE, and the columns that commands before it made. */
interface ConditionOnEvents {
  readonly condition: Expression;
  readonly made: ReadonlySet<string>;
}

/** Returns the conditions in front of the first command that does anything else than to drop rows or to make columns. */
function conditionsOnEvents(commands: readonly Command[]): ConditionOnEvents[] {
  const conditions: ConditionOnEvents[] = [];
  const made = new Set<string>();
  for (const command of commands) {
    if (command.kind === 'where') conditions.push({ condition: command.condition, made: new Set(made) });
    else if (command.kind === 'eval') for (const { name } of command.fields) made.add(name?.text ?? '');
    // A row of an expanded list has one of the values of the event.
    else if (command.kind !== 'mv-expand') break;
  }
  return conditions;
}

function planOf(expression: Expression, context: PlanContext, made: ReadonlySet<string>): PlanNode {
  const { span } = expression;
  switch (expression.kind) {
    case 'and':
    case 'or':
      return {
        kind: expression.kind === 'and' ? 'all' : 'any',
        children: expression.operands.map((operand) => planOf(operand, context, made)),
        span,
      };
    case 'comparison':
      if (expression.operator !== '==') break;
      return fieldPlan(expression.left, oneOf([expression.right]), expression, context, made);
    case 'in':
      if (expression.isNegated) break;
      return fieldPlan(expression.value, oneOf(expression.items), expression, context, made);
    case 'pattern':
      if (expression.isNegated || expression.operator !== 'like') break;
      return fieldPlan(expression.value, likeAny(expression.patterns), expression, context, made);
    default:
  }
  return { kind: 'constant', value: true, span };
}

function fieldPlan(
  value: Expression,
  test: FieldTest | undefined,
  { span }: Expression,
  context: PlanContext,
  made: ReadonlySet<string>,
): PlanNode {
  if (!test || value.kind !== 'column' || metadataTypes.has(value.name) || made.has(value.name))
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
