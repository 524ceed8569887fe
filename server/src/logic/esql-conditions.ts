import type { ResolvedEsql } from '../analysis/resolved-esql.js';
import type { FieldTest } from '../evaluate/plan/plan.js';
import type { Value } from '../evaluate/values/read.js';
import type { FieldMapping } from '../fields/field-type.js';
import type { Command, ComparisonOperator, Expression, Pipeline } from '../query/esql/syntax.js';
import type { EsqlType } from '../query/esql/types.js';
import { allPipelines } from '../query/esql/walk.js';
import type { Span } from '../text/span.js';
import type { Condition, FieldCondition } from './condition.js';
import { ValueNames } from './esql-values.js';

/**
 * Returns the WHERE conditions that apply to the same rows, grouped, and those of aggregates. A test is null
 * for a missing value or a list, and so is its opposite: all remaining rows have one value. So conclusions
 * about two-valued tests hold here as well (docs/semantics/esql.md#three-valued-logic). IS NULL differs and
 * is not compared.
 */
export function esqlConditions(esql: ResolvedEsql): readonly Condition[] {
  return allPipelines(esql.tree).flatMap((pipeline) => conditionsOf(pipeline, esql));
}

/** Commands that change neither the set of rows nor values that a condition has read. */
const transparent: ReadonlySet<Command['kind']> = new Set<Command['kind']>([
  'eval',
  'keep',
  'drop',
  'rename',
  'dissect',
  'grok',
  'sort',
  'parts',
]);

function conditionsOf({ commands, span }: Pipeline, esql: ResolvedEsql): readonly Condition[] {
  const found: Condition[] = [];
  let children: Condition[] = [];
  let names = new ValueNames(esql);
  const finish = (): void => {
    if (children.length > 0) found.push({ kind: 'all', children, span });
    children = [];
    names = new ValueNames(esql);
  };
  for (const command of commands) {
    if (command.kind === 'where') children.push(conditionOf(command.condition, false, names));
    else if (!transparent.has(command.kind)) finish();
    if (command.kind !== 'stats' && command.kind !== 'inline-stats') continue;
    for (const { filter } of command.aggregates)
      if (filter) found.push(conditionOf(filter, false, new ValueNames(esql)));
  }
  finish();
  return found;
}

/** Returns a condition or its opposite. `span` is that of the NOT directly before it. */
function conditionOf(
  expression: Expression,
  negated: boolean,
  names: ValueNames,
  span: Span = expression.span,
): Condition {
  switch (expression.kind) {
    case 'not':
      return conditionOf(expression.operand, !negated, names, span);
    case 'and':
    case 'or':
      return {
        kind: (expression.kind === 'and') === negated ? 'any' : 'all',
        children: expression.operands.map((operand) => conditionOf(operand, negated, names)),
        span,
        ...(negated ? { negated: true } : {}),
      };
    default: {
      const test = testOf(expression);
      const name = test && names.of(test.value);
      if (!test || name === undefined || !isExact(test.test, names.typeOf(test.value)))
        return { kind: 'script', span };
      const mapping = mappings[names.typeOf(test.value)];
      return {
        kind: 'field',
        field: { name, mapping },
        test: test.test,
        negated: test.isNegated !== negated,
        span,
      } satisfies FieldCondition;
    }
  }
}

/** The mappings that determine how values are compared. Text is compared as a whole here, like keywords. */
const mappings: Partial<Readonly<Record<EsqlType, FieldMapping>>> = {
  ip: { type: 'ip' },
  datetime: { type: 'date' },
  date_nanos: { type: 'date_nanos' },
  version: { type: 'version' },
};

/** Returns whether different constants are different values: as dates and addresses, some are the same. */
function isExact(test: FieldTest, type: EsqlType): boolean {
  if (type !== 'unknown' || test.kind !== 'one-of') return true;
  return !test.values.some((value) => typeof value === 'string' && /^[\d:]/.test(value));
}

interface ValueTest {
  readonly value: Expression;
  readonly test: FieldTest;
  readonly isNegated: boolean;
}

/** Returns the value test of an expression, or undefined for any other expression. */
function testOf(expression: Expression): ValueTest | undefined {
  switch (expression.kind) {
    case 'comparison': {
      const { left, right, operator } = expression;
      return comparison(left, operator, right) ?? comparison(right, turned[operator], left);
    }
    case 'in': {
      const values = constantsOf(expression.items);
      return values && { value: expression.value, test: oneOf(values), isNegated: expression.isNegated };
    }
    case 'pattern': {
      const patterns = constantsOf(expression.patterns)?.filter((pattern) => typeof pattern === 'string');
      if (expression.operator !== 'like' || patterns?.length !== expression.patterns.length) return undefined;
      // An escaped star cannot be distinguished from a wildcard, and a pattern of only stars is an existence
      // test.
      if (patterns.some((pattern) => pattern.includes('\\') || /^\**$/.test(pattern))) return undefined;
      const test = { kind: 'wildcard', patterns, caseInsensitive: false } as const;
      return { value: expression.value, test, isNegated: expression.isNegated };
    }
    case 'call': {
      const [value, ...others] = expression.arguments;
      const strings = constantsOf(others)?.filter((constant) => typeof constant === 'string');
      if (!value || !strings || strings.length === 0 || strings.length < others.length) return undefined;
      const test = callTest(expression.name, strings);
      return test && { value, test, isNegated: false };
    }
    default:
      return undefined;
  }
}

const turned: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

function comparison(
  value: Expression,
  operator: ComparisonOperator,
  other: Expression,
): ValueTest | undefined {
  const [constant] = constantsOf([other]) ?? [];
  if (constant === undefined) return undefined;
  if (operator === '==' || operator === '!=')
    return { value, test: oneOf([constant]), isNegated: operator === '!=' };
  return { value, test: { kind: 'range', operator, value: constant }, isNegated: false };
}

function oneOf(values: readonly Value[]): FieldTest {
  return { kind: 'one-of', values, caseInsensitive: false };
}

function callTest(name: string, strings: readonly string[]): FieldTest | undefined {
  if (name === 'cidr_match') return { kind: 'block', blocks: strings };
  const place = places[name];
  const [text] = strings;
  return place && text !== undefined ? { kind: 'affix', place, text, caseInsensitive: false } : undefined;
}

const places: Readonly<Record<string, 'start' | 'end' | 'inside'>> = {
  starts_with: 'start',
  ends_with: 'end',
  contains: 'inside',
};

/** Returns the values of constants, or undefined if one is not a constant, or an inexact number. */
function constantsOf(expressions: readonly Expression[]): readonly (string | number | boolean)[] | undefined {
  const values: (string | number | boolean)[] = [];
  for (const expression of expressions) {
    if (expression.kind === 'string' || expression.kind === 'boolean') values.push(expression.value);
    else if (expression.kind === 'number' && Math.abs(Number(expression.value)) <= Number.MAX_SAFE_INTEGER)
      values.push(Number(expression.value));
    else return undefined;
  }
  return values;
}
