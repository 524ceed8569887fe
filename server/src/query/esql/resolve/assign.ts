import type { Assignment, Expression, Name } from '../syntax.js';
import { type EsqlType, isTimeSpan } from '../types.js';
import type { Column } from './columns.js';
import { isCondition } from './conditions.js';
import { type Scope, writtenAs } from './scope.js';
import type { Typed } from './typed.js';

/** Checks a condition of WHERE. */
export function checkCondition(condition: Expression, scope: Scope): void {
  const { type } = scope.typeOf(condition, scope);
  if (!isCondition(type) && condition.kind !== 'missing')
    scope.report('condition-not-boolean', condition.span, writtenAs(scope, condition.span), type);
}

/** Returns a column that a command creates without an expression. */
export function computed({ text, span }: Name, type: EsqlType, { command }: Scope): Column {
  return {
    name: text,
    type,
    origin: 'computed',
    lists: 'maybe',
    field: undefined,
    command,
    nameSpan: span,
    literal: undefined,
    isConstant: false,
    isNullable: true,
  };
}

/**
 * Returns the name of an expression's column: by default its own source
 * (docs/semantics/esql.md#names-of-expressions).
 */
export function nameOfAssignment({ name, value }: Assignment, { text }: Pick<Scope, 'text'>): Name {
  if (name) return name;
  if (value.kind === 'column') return { text: value.name, span: value.span };
  return { text: text.slice(value.span.start, value.span.end), span: value.span };
}

/** Returns the column of an expression. */
export function columnOfExpression(
  name: Name,
  { type, lists, literal, isConstant, isNullable, column }: Typed,
  scope: Scope,
): Column {
  return {
    ...computed(name, type, scope),
    lists,
    literal,
    isConstant,
    isNullable,
    field: column?.field,
  };
}

/** Checks that an expression is not a time span, which cannot be stored in a column. */
export function checkStorable(value: Expression, { type }: Typed, command: string, scope: Scope): void {
  if (isTimeSpan(type))
    scope.report('time-span-as-value', value.span, command, writtenAs(scope, value.span), type);
}
