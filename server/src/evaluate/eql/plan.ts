import type { EventFilter, Expression, Field } from '../../query/eql/syntax.js';
import { findField } from '../../query/eql/walk.js';
import { hasWildcard } from '../../query/patterns/wildcard.js';
import type { Span } from '../../text/span.js';
import {
  type ConstantNode,
  EvaluationError,
  type FieldTest,
  type NullCause,
  type PlanNode,
  type RangeOperator,
} from '../plan/plan.js';
import { type PlanContext, planField } from '../plan/plan-context.js';
import { affixTest } from './affix-test.js';
import { constantsForField } from './constants.js';
import { isNullField } from './context.js';
import type { Operand } from './functions.js';
import { compileScript, evaluateConstant } from './script.js';

/**
 * Plans one event filter, `category where condition` (docs/semantics/eql.md#evaluation). Throws an {@link
 * EvaluationError} if the query cannot run.
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

/**
 * Plans a condition, or its plain complement if `negated`. Every leaf is true or false, so the complement of
 * a group is the opposite group of complements. Comparisons are not inverted
 * (docs/semantics/eql.md#evaluation).
 */
export function planCondition(expression: Expression, negated: boolean, context: PlanContext): PlanNode {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return planGroup(expression, negated, context);
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

/**
 * A null operand, which compares an unmapped optional field, makes `and` null unless another operand is
 * false. `or` drops it. Null is not true, and neither is its negation.
 */
function planGroup(
  expression: Extract<Expression, { kind: 'and' | 'or' }>,
  negated: boolean,
  context: PlanContext,
): PlanNode {
  const { span } = expression;
  const isAnd = expression.kind === 'and';
  const children = expression.operands.map((operand) => planCondition(operand, negated, context));
  const nulls = children.filter(isNull);
  const kind = isAnd !== negated ? 'all' : 'any';
  if (nulls.length > 0 && (isAnd || nulls.length === children.length)) {
    const decided = children.some(
      (child) => child.kind === 'constant' && !isNull(child) && child.value === negated,
    );
    return isAnd && decided
      ? { kind: 'constant', value: negated, span }
      : nullConstant(nulls[0]!.nullBecause, span);
  }
  const kept = children.map((child) => (isNull(child) ? { ...child, value: kind === 'all' } : child));
  return { kind, children: kept, ...(negated ? { negated } : {}), span };
}

function isNull(node: PlanNode): node is ConstantNode & { readonly nullBecause: NullCause } {
  return node.kind === 'constant' && node.nullBecause !== undefined;
}

function nullConstant(nullBecause: NullCause, span: Span): PlanNode {
  return { kind: 'constant', value: false, nullBecause, span };
}

function withSpan(node: PlanNode, span: Span): PlanNode {
  return { ...node, span };
}

function usesNoField(expression: Expression, context: PlanContext): boolean {
  return !findField(expression, (field) => !isNullField(field, context));
}

function planConstant(expression: Expression, negated: boolean, context: PlanContext): PlanNode {
  const { span } = expression;
  const result = isTestOfNull(expression, context) ?? evaluateConstant(expression, context);
  return result === null
    ? nullConstant(findField(expression) ? 'unmapped' : 'null-constant', span)
    : { kind: 'constant', value: (result === true) !== negated, span };
}

/** A comparison with an unmapped optional field tests whether the other side is null. */
function isTestOfNull(expression: Expression, context: PlanContext): boolean | undefined {
  if (expression.kind !== 'comparison') return undefined;
  const { left, right, operator } = expression;
  if (operator !== '==' && operator !== '!=') return undefined;
  const unmapped = [left, right].find((side) => side.kind === 'field');
  if (!unmapped) return undefined;
  const other = evaluateConstant(unmapped === left ? right : left, context);
  return (other === null) === (operator === '==');
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

/**
 * Plans anything else as a script. A negation stays outside the script (docs/semantics/eql.md#script-leaves).
 */
function planScript(expression: Expression, negated: boolean, context: PlanContext): PlanNode {
  return { kind: 'script', script: compileScript(expression, context), negated, span: expression.span };
}

const flipped: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

function planComparison(
  expression: Extract<Expression, { kind: 'comparison' }>,
  negated: boolean,
  context: PlanContext,
): PlanNode {
  const { span } = expression;
  const constantLeft = usesNoField(expression.left, context);
  const [subject, constant] = constantLeft
    ? [expression.right, expression.left]
    : [expression.left, expression.right];
  const operator = constantLeft ? (flipped[expression.operator] ?? expression.operator) : expression.operator;
  if (!usesNoField(constant, context)) {
    const offender = findField(constant);
    throw new EvaluationError(
      'comparisons against fields are not supported',
      offender?.span ?? constant.span,
    );
  }
  const value = evaluateConstant(constant, context);
  const isEquality = operator === '==' || operator === '!=';
  // `!=` is the complement of `==`, in scripts too.
  const opposed = negated !== (operator === '!=');

  if (subject.kind === 'call' && typeof value === 'boolean' && isEquality)
    return withSpan(planCondition(subject, opposed === value, context), span);
  if (subject.kind !== 'field') {
    const positive: Expression = operator === '!=' ? { ...expression, operator: '==' } : expression;
    return planScript(positive, opposed, context);
  }
  if (isEquality && value === null)
    return fieldNode(subject, { kind: 'exists' }, negated !== (operator === '=='), span, context);
  if (value === null) return nullConstant('null-constant', span);
  const values = constantsForField(value, context.mappingOf(subject.name), constant.span);
  if (isEquality) {
    const test: FieldTest = { kind: 'one-of', values, caseInsensitive: false };
    return fieldNode(subject, test, opposed, span, context);
  }
  const ranges = values.map(
    (bound): FieldTest => ({ kind: 'range', operator: operator as RangeOperator, value: bound }),
  );
  const [only] = ranges;
  const test: FieldTest = only && ranges.length === 1 ? only : { kind: 'either', tests: ranges };
  return fieldNode(subject, test, negated, span, context);
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
  const { subject, items, caseInsensitive, span } = expression;
  const opposed = negated !== expression.negated;
  const constants = constantsOf(items, context);
  if (subject.kind !== 'field') return planScript({ ...expression, negated: false }, opposed, context);
  const mapping = context.mappingOf(subject.name);
  const values = constants.flatMap((value, index) =>
    value === null ? [] : constantsForField(value, mapping, items[index]!.span),
  );
  // A list that contains only nulls is null.
  if (values.length === 0) return nullConstant('null-constant', span);
  return fieldNode(subject, { kind: 'one-of', values, caseInsensitive }, opposed, span, context);
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
    : patternTest(patterns, caseInsensitive);
  return fieldNode(subject, test, negated, expression.span, context);
}

/**
 * Patterns without wildcards are plain values. That includes the empty string, which accepts nothing as a
 * pattern.
 */
function patternTest(patterns: readonly string[], caseInsensitive: boolean): FieldTest {
  if (!patterns.some(hasWildcard)) return { kind: 'one-of', values: patterns, caseInsensitive };
  const test: FieldTest = { kind: 'wildcard', patterns, caseInsensitive };
  if (caseInsensitive || !patterns.includes('')) return test;
  return { kind: 'either', tests: [{ kind: 'one-of', values: [''], caseInsensitive }, test] };
}

const affixes: Readonly<Record<string, 'start' | 'end' | 'inside'>> = {
  startswith: 'start',
  endswith: 'end',
  stringcontains: 'inside',
};

/** Functions of a field and constants that Elasticsearch runs as queries. All other calls are scripts. */
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
      const test = affixTest(place, text, expression.caseInsensitive);
      return fieldNode(subject, test, negated, expression.span, context);
    }
    if (name === 'cidrmatch' && constants.every((block) => typeof block === 'string')) {
      const blocks = constants.map(String);
      return fieldNode(subject, { kind: 'block', blocks }, negated, expression.span, context);
    }
  }
  return planScript(expression, negated, context);
}
