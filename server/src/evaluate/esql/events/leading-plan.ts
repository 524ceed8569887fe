import { metadataTypes } from '../../../query/esql/metadata-fields.js';
import { nameOfAssignment } from '../../../query/esql/resolve/assign.js';
import type { Command, EsqlQuery, Expression } from '../../../query/esql/syntax.js';
import type { FieldTest, PlanNode } from '../../plan/plan.js';
import { type PlanContext, planField } from '../../plan/plan-context.js';
import { isOpen } from '../run-pipeline.js';
import { leadingConditions, readsOnce } from './leading-commands.js';
import { limitedPlan, type MadeColumn, type MadeColumns, neededFields } from './needed-fields.js';

/**
 * Plans what every event that passes the first WHERE commands satisfies, as far as it concerns strings and
 * required fields. It filters out events before they are stored, and lines of a file before they are parsed.
 * It may also hold for events that do not pass. As in Elasticsearch, conditions before an EVAL count; but a
 * result with all fields also shows those of events that are dropped later.
 */
export function leadingPlan(tree: EsqlQuery, text: string, context: PlanContext): PlanNode {
  const { commands, span } = tree;
  const [from, ...others] = commands;
  const nothing: PlanNode = { kind: 'constant', value: true, span };
  if (from?.kind !== 'from' || !readsOnce(tree)) return nothing;
  const children = isOpen(commands)
    ? leadingConditions(others).map((condition) => planOf(condition, context, noColumns))
    : plansOfConditions(others, text, context);
  return children.length === 0 ? nothing : { kind: 'all', children, span };
}

const noColumns: MadeColumns = new Map();

/** Plans the conditions before the first command that does anything other than drop rows or add columns. */
function plansOfConditions(commands: readonly Command[], text: string, context: PlanContext): PlanNode[] {
  const plans: PlanNode[] = [];
  const made = new Map<string, MadeColumn>();
  for (const command of commands) {
    if (command.kind === 'where') plans.push(planOf(command.condition, context, made));
    else if (command.kind === 'eval')
      for (const field of command.fields)
        made.set(nameOfAssignment(field, { text }).text, {
          present: limitedPlan(neededFields(field.value, made, context)),
          holds: limitedPlan(planOf(field.value, context, made)),
        });
    // A row of an expanded list has one of the event's values.
    else if (command.kind !== 'mv-expand') break;
  }
  return plans;
}

function planOf(expression: Expression, context: PlanContext, made: MadeColumns): PlanNode {
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
    case 'is-null':
      return expression.isNegated
        ? neededFields(expression.operand, made, context)
        : { kind: 'constant', value: true, span };
    case 'column':
      return made.get(expression.name)?.holds ?? neededFields(expression, made, context);
    default:
  }
  return neededFields(expression, made, context);
}

function fieldPlan(
  value: Expression,
  test: FieldTest | undefined,
  condition: Expression,
  context: PlanContext,
  made: MadeColumns,
): PlanNode {
  const { span } = condition;
  if (!test || value.kind !== 'column' || metadataTypes.has(value.name) || made.has(value.name))
    return neededFields(condition, made, context);
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

/** A pattern with a backslash has a different meaning there. */
function likeAny(expressions: readonly Expression[]): FieldTest | undefined {
  const patterns = texts(expressions);
  if (!patterns || patterns.some((pattern) => pattern.includes('\\'))) return undefined;
  return { kind: 'wildcard', patterns, caseInsensitive: false };
}
