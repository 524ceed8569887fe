import { alwaysMatches } from '../always-matches.js';
import type { Cast, ColumnReference, Expression, ListLiteral, MatchTest, PatternTest } from '../syntax.js';
import { castTypeNames, type EsqlType, isDate, isNumeric, isText, isTimeSpan } from '../types.js';
import { typeOfArithmetic } from './arithmetic.js';
import { typeOfCall } from './calls.js';
import { checkComparison, checkMembership } from './comparisons.js';
import { isCondition, resolvesConflict } from './conditions.js';
import { typeOfUnit } from './implicit.js';
import { lookUp } from './lookup.js';
import { patternFault } from './patterns.js';
import { type Scope, writtenAs } from './scope.js';
import { calculated, type Typed, unknown } from './typed.js';

/**
 * Returns what is known about an expression. A problem in it is reported once, and the result is then
 * unknown.
 */
export function typeOf(expression: Expression, scope: Scope): Typed {
  const typed = typeOfKind(expression, scope);
  scope.use(expression, typed);
  return typed;
}

function typeOfKind(expression: Expression, scope: Scope): Typed {
  switch (expression.kind) {
    case 'missing':
    case 'parameter':
      return unknown;
    case 'string':
      return { ...constant('keyword'), literal: expression.value };
    case 'number':
      return constant(expression.type);
    case 'boolean':
      return constant('boolean');
    case 'null':
      return { ...constant('null'), isNullable: true };
    case 'time-span':
      return constant(typeOfUnit(expression.unit));
    case 'list':
      return typeOfList(expression);
    case 'column':
      return typeOfColumn(expression, scope);
    case 'call':
      return typeOfCall(expression, scope);
    case 'and':
    case 'or': {
      const operands = expression.operands.map((operand) => {
        const typed = typeOf(operand, scope);
        if (!isCondition(typed.type))
          scope.report(
            'operand-not-boolean',
            operand.span,
            expression.kind.toUpperCase(),
            writtenAs(scope, operand.span),
            typed.type,
          );
        return typed;
      });
      return calculated('boolean', operands);
    }
    case 'not': {
      const operand = typeOf(expression.operand, scope);
      if (!isCondition(operand.type))
        scope.report(
          'operand-not-boolean',
          expression.operand.span,
          'NOT',
          writtenAs(scope, expression.operand.span),
          operand.type,
        );
      return calculated('boolean', [operand]);
    }
    case 'negative':
      return typeOfNegative(expression.operand, scope);
    case 'comparison':
      return checkComparison(expression, scope);
    case 'arithmetic':
      return typeOfArithmetic(expression, scope);
    case 'pattern':
      return typeOfPattern(expression, scope);
    case 'in':
      return checkMembership(expression, scope);
    case 'is-null': {
      const operand = typeOf(expression.operand, scope);
      return { ...calculated('boolean', [operand]), isNullable: false };
    }
    case 'match':
      return typeOfMatch(expression, scope);
    case 'cast':
      return typeOfCast(expression, scope);
    case 'subquery':
      scope.subquery(expression.pipeline);
      return unknown;
    case 'lambda':
      return unknown;
  }
}

function constant(type: EsqlType): Typed {
  return { type, isConstant: true, literal: undefined, lists: 'no', isNullable: false, column: undefined };
}

/** The number types, from narrowest to widest. */
const widths: readonly EsqlType[] = ['integer', 'long', 'unsigned_long', 'double'];

function typeOfList({ items }: ListLiteral): Typed {
  const [first] = items;
  const lists = items.length > 1 ? 'yes' : 'no';
  if (!first) return unknown;
  if (first.kind !== 'number') return { ...constant(first.kind === 'string' ? 'keyword' : 'boolean'), lists };
  let widest = 0;
  for (const item of items) if (item.kind === 'number') widest = Math.max(widest, widths.indexOf(item.type));
  return { ...constant(widths[widest]!), lists };
}

function typeOfColumn(reference: ColumnReference, scope: Scope): Typed {
  const column = lookUp(reference, scope);
  if (!column) return unknown;
  const { type, lists, literal, isConstant, isNullable } = column;
  if (type === 'unsupported') {
    reportUnusable(reference, column.field ?? column.name, scope);
    return { ...unknown, column };
  }
  return { type, lists, literal, isConstant, isNullable, column };
}

function reportUnusable({ name, span }: ColumnReference, field: string, { schema, report }: Scope): void {
  const conflict = schema.conflictOf?.(field);
  if (!conflict) {
    report('unsupported-type', span, name, schema.unsupportedType?.(field) ?? 'unsupported');
    return;
  }
  const types = [...conflict].map(([type, indices]) => {
    const shown = indices.slice(0, 3).join(', ');
    return `[${type}] in [${shown}]${indices.length > 3 ? ` and ${indices.length - 3} others` : ''}`;
  });
  report('ambiguous-mapping', span, name, types.join(', '));
}

function typeOfNegative(operand: Expression, scope: Scope): Typed {
  const typed = typeOf(operand, scope);
  const { type } = typed;
  const isAllowed =
    (isNumeric(type) && type !== 'unsigned_long') ||
    isTimeSpan(type) ||
    type === 'null' ||
    type === 'unknown';
  if (!isAllowed) scope.report('negate-type', operand.span, writtenAs(scope, operand.span), type);
  return calculated(isAllowed ? type : 'unknown', [typed]);
}

function typeOfPattern(test: PatternTest, scope: Scope): Typed {
  const { value, patterns, operator, isList } = test;
  const typed = typeOf(value, scope);
  const name = operator.toUpperCase();
  if (!isText(typed.type) && typed.type !== 'null' && typed.type !== 'unknown')
    scope.report('pattern-value', value.span, name, writtenAs(scope, value.span), typed.type);
  for (const pattern of patterns) {
    const own = typeOf(pattern, scope);
    if (own.type === 'unknown' && !own.column) continue;
    if (
      !own.isConstant ||
      !(isText(own.type) || own.type === 'null') ||
      (isList && pattern.kind !== 'string')
    )
      scope.report('pattern-not-constant', pattern.span, name);
    else if (pattern.kind === 'string') {
      const fault = patternFault(operator, pattern);
      if (fault)
        scope.report(operator === 'like' ? 'like-pattern' : 'rlike-pattern', fault.span, fault.reason);
    }
  }
  const result = calculated('boolean', [typed]);
  return alwaysMatches(test) ? { ...result, isNullable: false } : result;
}

function typeOfMatch({ value, query }: MatchTest, scope: Scope): Typed {
  typeOf(value, scope);
  typeOf(query, scope);
  return { ...calculated('boolean', []), isConstant: false, isNullable: false };
}

function typeOfCast({ value, type, span }: Cast, scope: Scope): Typed {
  const target = castTypeNames.get(type.text.toLowerCase());
  const isConflict = value.kind === 'column' && resolvesConflict(value, scope);
  const typed = isConflict ? unknown : typeOf(value, scope);
  if (!target) return unknown;
  return convert(typed, target.type, value, span, scope);
}

function convert(
  typed: Typed,
  to: EsqlType,
  value: Expression,
  span: Expression['span'],
  scope: Scope,
): Typed {
  const { type } = typed;
  const isPossible =
    type === 'unknown' || type === 'null' || type === to || isText(type) || canConvert(type, to);
  if (!isPossible) scope.report('invalid-cast', span, writtenAs(scope, value.span), type, to);
  return { ...calculated(to, [typed], typed.lists), isNullable: typed.isNullable || isText(type) };
}

function canConvert(from: EsqlType, to: EsqlType): boolean {
  if (to === 'keyword') return !isTimeSpan(from);
  if (to === 'boolean') return isNumeric(from);
  if (isNumeric(to)) return from === 'boolean' || isNumeric(from) || isDate(from);
  if (isDate(to)) return isNumeric(from) || isDate(from);
  return false;
}
