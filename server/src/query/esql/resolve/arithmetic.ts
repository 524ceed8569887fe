import type { Arithmetic, Expression } from '../syntax.js';
import { type EsqlType, isDate, isNumeric, isTimeSpan } from '../types.js';
import { conversionError } from './implicit.js';
import { type Scope, writtenAs } from './scope.js';
import { calculated, type Typed } from './typed.js';

const widths: readonly EsqlType[] = ['integer', 'long', 'double'];

/** Returns the type of an arithmetic expression (docs/semantics/esql.md#arithmetic). */
export function typeOfArithmetic(expression: Arithmetic, scope: Scope): Typed {
  const { left, right, operator, operatorSpan } = expression;
  const a = scope.typeOf(left, scope);
  const b = scope.typeOf(right, scope);
  const result = (type: EsqlType): Typed => ({ ...calculated(type, [a, b]), isNullable: true });
  if (a.type === 'unknown' || b.type === 'unknown') return result('unknown');
  const numeric = isNumeric(a.type) && isNumeric(b.type);
  if (numeric) {
    if (a.type === b.type) return result(a.type);
    if (a.type === 'unsigned_long' || b.type === 'unsigned_long') {
      scope.report('unsigned-long-mix', operatorSpan, operator, a.type === 'unsigned_long' ? b.type : a.type);
      return result('unknown');
    }
    return result(widths[Math.max(widths.indexOf(a.type), widths.indexOf(b.type))]!);
  }
  if (a.type === 'null' || b.type === 'null') return result(a.type === 'null' ? b.type : a.type);
  if (operator === '+' || operator === '-') {
    const [first, second] = [asDate(a, b), asDate(b, a)];
    const dated = typeOfDates(expression, first, second, scope);
    if (dated) return result(dated);
  }
  const wrong = isNumeric(a.type) ? ([right, b] as const) : ([left, a] as const);
  reportOperand(expression, wrong[0], wrong[1].type, scope);
  return result('unknown');
}

function reportOperand({ operator }: Arithmetic, operand: Expression, type: EsqlType, scope: Scope): void {
  scope.report('arithmetic-type', operand.span, operator, writtenAs(scope, operand.span), type);
}

/** A string next to a time span is a date. */
function asDate(typed: Typed, other: Typed): EsqlType {
  const { literal, type } = typed;
  const converts =
    literal !== undefined && isTimeSpan(other.type) && conversionError(literal, 'datetime') === undefined;
  return converts ? 'datetime' : type;
}

/** Returns the type of a sum or difference with dates, or undefined if neither side is a date. */
function typeOfDates(
  { operator, operatorSpan, span, left }: Arithmetic,
  a: EsqlType,
  b: EsqlType,
  scope: Scope,
): EsqlType | undefined {
  if (isTimeSpan(a) && isTimeSpan(b)) {
    if (a === b) return a;
    scope.report(
      'date-arithmetic',
      span,
      operator,
      'a calendar period and a duration must be added to a date one after the other',
    );
    return 'unknown';
  }
  if (isDate(a) && isTimeSpan(b)) return a;
  if (isTimeSpan(a) && isDate(b)) {
    if (operator === '+') return b;
    scope.report('date-arithmetic', left.span, operator, 'a date cannot be subtracted from a time span');
    return 'unknown';
  }
  if (isDate(a) && isDate(b)) {
    scope.report(
      'date-arithmetic',
      operatorSpan,
      operator,
      'two dates: use DATE_DIFF("seconds", start, end)',
    );
    return 'unknown';
  }
  return undefined;
}
