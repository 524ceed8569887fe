import type {
  Call,
  Comparison,
  ComparisonOperator,
  Expression,
  Membership,
  PatternTest,
  StringLiteral,
} from '../../../query/esql/syntax.js';
import { childrenOf } from '../../../query/esql/walk.js';
import { patternChanges, textEnds } from '../pattern-changes.js';
import { withItem } from '../with-item.js';
import { type ChangedPart, numbersBeside, withChild, within } from './changed-part.js';
import { kqlMutants } from './kql-mutants.js';

type Changes = readonly ChangedPart<Expression>[];

/** Limit of values in one list that are dropped one by one; the others would behave the same. */
const mostItems = 40;

/** Returns an expression's changes, in text order. `isCondition` says whether it is boolean. */
export function expressionMutants(expression: Expression, isCondition: boolean): Changes {
  const changes = mutantsOf(expression, isCondition);
  return isCondition ? changes.map((change) => withProbes(expression, change)) : changes;
}

/** Adds probes to a changed condition: what holds where only one of the two does. */
function withProbes(expression: Expression, change: ChangedPart<Expression>): ChangedPart<Expression> {
  if (change.probes || change.operator === 'negate') return change;
  const { span } = expression;
  const only = (holds: Expression, fails: Expression): Expression => ({
    kind: 'and',
    operands: [holds, { kind: 'not', operand: fails, span }],
    span,
  });
  return { ...change, probes: [only(expression, change.part), only(change.part, expression)] };
}

function mutantsOf(expression: Expression, isCondition: boolean): Changes {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return expression.operands.flatMap((operand) => [
        droppedOperand(expression, operand),
        ...inChild(expression, operand, true),
      ]);
    case 'not':
      return inChild(expression, expression.operand, true);
    case 'comparison':
      return [...comparisonMutants(expression), ...inChildren(expression)];
    case 'in':
      return [...membershipMutants(expression), ...inChild(expression, expression.value, false)];
    case 'pattern':
      return [...patternMutants(expression), ...inChild(expression, expression.value, false)];
    case 'is-null':
      return [
        {
          operator: 'negate',
          span: expression.span,
          part: { ...expression, isNegated: !expression.isNegated },
        },
      ];
    case 'match':
      return [opposite(expression)];
    case 'call':
      return callMutants(expression, isCondition);
    case 'column':
      return isCondition ? [opposite(expression)] : [];
    default:
      return inChildren(expression);
  }
}

function inChildren(parent: Expression): Changes {
  return childrenOf(parent).flatMap((child) => inChild(parent, child, false));
}

function inChild(parent: Expression, child: Expression, isCondition: boolean): Changes {
  return within(expressionMutants(child, isCondition), (changed) => withChild(parent, child, changed));
}

function droppedOperand(
  group: Extract<Expression, { kind: 'and' | 'or' }>,
  operand: Expression,
): ChangedPart<Expression> {
  const left = group.operands.filter((one) => one !== operand);
  const dropped = isExclusion(operand) ? 'drop-exclusion' : 'drop-condition';
  return {
    operator: group.kind === 'and' ? dropped : 'drop-alternative',
    span: operand.span,
    part: left.length === 1 ? left[0]! : { ...group, operands: left },
  };
}

/** Returns whether a condition excludes events. */
export function isExclusion(expression: Expression): boolean {
  switch (expression.kind) {
    case 'not':
      return true;
    case 'in':
    case 'pattern':
      return expression.isNegated;
    case 'comparison':
      return expression.operator === '!=';
    default:
      return false;
  }
}

function opposite(operand: Expression): ChangedPart<Expression> {
  const { span } = operand;
  return { operator: 'negate', span, part: { kind: 'not', operand, span } };
}

const opposites: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};

const otherBounds: Partial<Readonly<Record<ComparisonOperator, ComparisonOperator>>> = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
};

function comparisonMutants(comparison: Comparison): Changes {
  const { operator, span, left, right } = comparison;
  const bound = otherBounds[operator];
  const numbers = [left, right].flatMap((side) =>
    side.kind === 'number'
      ? numbersBeside(side).map(
          (changed): ChangedPart<Expression> => ({
            operator: 'number',
            span,
            detail: String(changed.value),
            part: withChild(comparison, side, changed),
          }),
        )
      : [],
  );
  return [
    { operator: 'negate', span, part: { ...comparison, operator: opposites[operator] } },
    ...(bound
      ? [{ operator: 'bound', span, detail: bound, part: { ...comparison, operator: bound } } as const]
      : []),
    ...numbers,
  ];
}

function membershipMutants(membership: Membership): Changes {
  const { items, span, isNegated } = membership;
  return [
    { operator: 'negate', span, part: { ...membership, isNegated: !isNegated } },
    ...withoutItems(items, span, (left) => ({ ...membership, items: left })),
  ];
}

/** Returns a change for each item of a list with several items. */
function withoutItems(
  items: readonly Expression[],
  span: Expression['span'],
  wholeOf: (left: readonly Expression[]) => Expression,
): Changes {
  if (items.length < 2) return [];
  return items.slice(0, mostItems).map((item, index) => ({
    operator: 'drop-item',
    span,
    detail: textOf(item),
    part: wholeOf(items.filter((_, at) => at !== index)),
  }));
}

function textOf(item: Expression): string {
  return item.kind === 'string' || item.kind === 'number' || item.kind === 'boolean'
    ? String(item.value)
    : item.kind === 'column'
      ? item.name
      : item.kind;
}

function patternMutants(test: PatternTest): Changes {
  const { patterns, span, isNegated, operator } = test;
  const literals = patterns.filter((pattern) => pattern.kind === 'string');
  const changed =
    literals.length < patterns.length
      ? []
      : patternChanges(
          literals.map(({ value }) => value),
          textEnds(operator === 'like' ? '*' : '.*'),
        ).map(
          ({ patterns: values, ...change }): ChangedPart<Expression> => ({
            ...change,
            span,
            part: {
              ...test,
              patterns: literals.map((literal, index) => ({ ...literal, value: values[index]! })),
            },
          }),
        );
  return [
    { operator: 'negate', span, part: { ...test, isNegated: !isNegated } },
    ...withoutItems(patterns, span, (left) => ({ ...test, patterns: left })),
    ...changed,
  ];
}

function callMutants(call: Call, isCondition: boolean): Changes {
  const { name, arguments: given, span } = call;
  const [first] = given;
  if (name === 'kql' && first?.kind === 'string') return [opposite(call), ...inKql(call, first)];
  const own = isCondition ? [opposite(call)] : [];
  if (name === 'cidr_match' && first)
    return [
      ...own,
      ...withoutItems(given.slice(1), span, (left) => ({ ...call, arguments: [first, ...left] })),
    ];
  const parts = given.flatMap((argument, index) =>
    within(
      expressionMutants(argument, name === 'case' && isCaseCondition(index, given.length)),
      (changed) => ({
        ...call,
        arguments: withItem(given, index, changed),
      }),
    ),
  );
  return [...own, ...parts];
}

/** Conditions and values alternate; a final value applies to all other cases. */
function isCaseCondition(index: number, count: number): boolean {
  return index % 2 === 0 && index < count - 1;
}

function inKql(call: Call, literal: StringLiteral): Changes {
  return within(kqlMutants(literal), (value) => ({ ...call, arguments: [{ ...literal, value }] }));
}
