import type { EventFilter, Expression, Field } from '../../query/eql/syntax.js';
import { findField } from '../../query/eql/walk.js';
import { hasWildcard } from '../../query/patterns/wildcard.js';
import type { Span } from '../../text/span.js';
import { EvaluationError, type FieldTest, type PlanNode, type RangeOperator } from '../plan.js';
import { type PlanContext, planField } from '../plan-context.js';
import type { Value } from '../values/read.js';
import { isNullField } from './context.js';
import type { Operand } from './functions.js';
import { compileScript, evaluateConstant } from './script.js';

/**
 * The plan of one event filter (spec/EQL.md section 4): `category where condition`. Throws {@link EvaluationError}
 * where the query cannot run.
 */
export function planFilter(filter: EventFilter, context: PlanContext): PlanNode {
  const condition = planCondition(filter.condition, false, context);
  if (filter.category.any) return condition;
  const field = planField({ name: context.eventCategoryField, span: filter.category.span }, context);
  const test: FieldTest = { kind: 'one-of', values: [filter.category.name], caseInsensitive: false };
  const category: PlanNode = { kind: 'field', field, test, negated: false, span: filter.category.span };
  const children = condition.kind === 'all' ? condition.children : [condition];
  return { kind: 'all', children: [category, ...children], span: filter.span };
}

/** A condition, or its opposite when `negated`: the negation is pushed down to the leaves. */
function planCondition(expression: Expression, negated: boolean, context: PlanContext): PlanNode {
  switch (expression.kind) {
    case 'and':
    case 'or': {
      const kind = (expression.kind === 'and') !== negated ? 'all' : 'any';
      const children = expression.operands.map((operand) => planCondition(operand, negated, context));
      return { kind, children, ...(negated ? { negated } : {}), span: expression.span };
    }
    case 'not':
      return withSpan(planCondition(expression.operand, !negated, context), expression.span);
    case 'missing':
      throw new EvaluationError('the query is not complete', expression.span);
    default:
  }
  if (usesNoField(expression, context)) return planConstant(expression, negated, context);
  switch (expression.kind) {
    case 'field':
      return fieldNode(
        expression,
        { kind: 'one-of', values: [true], caseInsensitive: false },
        negated,
        expression.span,
        context,
      );
    case 'comparison':
      return planComparison(expression, negated, context);
    case 'membership':
      return planMembership(expression, negated, context);
    case 'pattern-match':
      return planPatternMatch(expression, negated, context);
    case 'call':
      return planCall(expression, negated, context);
    default:
      return planScript(expression, negated, context);
  }
}

function withSpan(node: PlanNode, span: Span): PlanNode {
  return { ...node, span };
}

function usesNoField(expression: Expression, context: PlanContext): boolean {
  return !findField(expression, (field) => !isNullField(field, context));
}

/** A null result is not true, and its negation is not true either. */
function planConstant(expression: Expression, negated: boolean, context: PlanContext): PlanNode {
  const result = evaluateConstant(expression, context);
  return {
    kind: 'constant',
    value: result === null ? false : (result === true) !== negated,
    span: expression.span,
  };
}

function fieldNode(
  field: Field,
  test: FieldTest,
  negated: boolean,
  span: Span,
  context: PlanContext,
): PlanNode {
  return { kind: 'field', field: planField(field, context), test, negated, span };
}

/** Anything else is a script; a negation is part of it (spec/EQL.md section 4b). */
function planScript(expression: Expression, negated: boolean, context: PlanContext): PlanNode {
  const whole: Expression = negated
    ? { kind: 'not', operand: expression, span: expression.span }
    : expression;
  return { kind: 'script', script: compileScript(whole, context), span: expression.span };
}

const flipped: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };
const opposite: Readonly<Record<string, string>> = {
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};

function planComparison(
  expression: Extract<Expression, { kind: 'comparison' }>,
  negated: boolean,
  context: PlanContext,
): PlanNode {
  const constantLeft = usesNoField(expression.left, context);
  const [subject, constant] = constantLeft
    ? [expression.right, expression.left]
    : [expression.left, expression.right];
  const written = constantLeft ? (flipped[expression.operator] ?? expression.operator) : expression.operator;
  const operator = negated ? opposite[written]! : written;
  if (!usesNoField(constant, context)) {
    const offender = findField(constant);
    throw new EvaluationError(
      'comparisons against fields are not supported',
      offender?.span ?? constant.span,
    );
  }
  const value = evaluateConstant(constant, context);

  if (subject.kind === 'call' && typeof value === 'boolean' && (operator === '==' || operator === '!=')) {
    return withSpan(planCondition(subject, (operator === '==') !== value, context), expression.span);
  }
  if (subject.kind !== 'field') {
    const whole = {
      ...expression,
      operator: negated ? (opposite[expression.operator] as typeof expression.operator) : expression.operator,
    };
    return planScript(whole, false, context);
  }
  if (operator === '==' || operator === '!=') {
    if (value === null)
      return fieldNode(subject, { kind: 'exists' }, operator === '==', expression.span, context);
    const test: FieldTest = { kind: 'one-of', values: [value], caseInsensitive: false };
    return fieldNode(subject, test, operator === '!=', expression.span, context);
  }
  if (value === null) return { kind: 'constant', value: false, span: expression.span };
  const test: FieldTest = { kind: 'range', operator: operator as RangeOperator, value };
  return fieldNode(subject, test, false, expression.span, context);
}

function constantsOf(items: readonly Expression[], context: PlanContext): Operand[] {
  return items.map((item) => {
    const offender = usesNoField(item, context) ? undefined : findField(item);
    if (offender) throw new EvaluationError('comparisons against fields are not supported', offender.span);
    return evaluateConstant(item, context);
  });
}

function planMembership(
  expression: Extract<Expression, { kind: 'membership' }>,
  negated: boolean,
  context: PlanContext,
): PlanNode {
  const opposed = negated !== expression.negated;
  const values = constantsOf(expression.items, context).filter((value): value is Value => value !== null);
  if (expression.subject.kind !== 'field') return planScript(expression, negated, context);
  const test: FieldTest = { kind: 'one-of', values, caseInsensitive: expression.caseInsensitive };
  return fieldNode(expression.subject, test, opposed, expression.span, context);
}

function planPatternMatch(
  expression: Extract<Expression, { kind: 'pattern-match' }>,
  negated: boolean,
  context: PlanContext,
): PlanNode {
  const { subject, operator } = expression;
  if (subject.kind !== 'field') return planScript(expression, negated, context);
  const texts = expression.patterns.filter((pattern) => pattern.kind === 'string');
  const patterns = texts.map(({ value }) => value);
  const caseInsensitive = operator === ':' || operator.endsWith('~');
  const test: FieldTest = operator.startsWith('regex')
    ? { kind: 'regex', patterns, caseInsensitive }
    : patterns.some(hasWildcard)
      ? { kind: 'wildcard', patterns, caseInsensitive }
      : { kind: 'one-of', values: patterns, caseInsensitive };
  return fieldNode(subject, test, negated, expression.span, context);
}

const affixes: Readonly<Record<string, 'start' | 'end' | 'inside'>> = {
  startswith: 'start',
  endswith: 'end',
  stringcontains: 'inside',
};

/** Functions of a field and constants that Elasticsearch runs as queries; all other calls are scripts. */
function planCall(
  expression: Extract<Expression, { kind: 'call' }>,
  negated: boolean,
  context: PlanContext,
): PlanNode {
  const [subject, ...rest] = expression.arguments;
  const name = expression.name.toLowerCase();
  if (
    subject?.kind === 'field' &&
    !isNullField(subject, context) &&
    rest.every((argument) => usesNoField(argument, context))
  ) {
    const constants = constantsOf(rest, context);
    const place = affixes[name];
    const [text] = constants;
    if (place && typeof text === 'string') {
      const test: FieldTest = { kind: 'affix', place, text, caseInsensitive: expression.caseInsensitive };
      return fieldNode(subject, test, negated, expression.span, context);
    }
    if (name === 'cidrmatch' && constants.every((block) => typeof block === 'string')) {
      const blocks = constants.map(String);
      return fieldNode(subject, { kind: 'block', blocks }, negated, expression.span, context);
    }
  }
  return planScript(expression, negated, context);
}
