import type { Comparison, Expression, Membership } from '../syntax.js';
import { type EsqlType, isDate, isNumeric, isText } from '../types.js';
import { conversionError } from './implicit.js';
import { type Scope, writtenAs } from './scope.js';
import { calculated, type Typed } from './typed.js';

/**
 * Types that a string literal is converted to in a comparison with them
 * (docs/semantics/esql.md#implicit-conversion).
 */
const converting: ReadonlySet<EsqlType> = new Set<EsqlType>([
  'datetime',
  'date_nanos',
  'ip',
  'version',
  'boolean',
]);

const families: readonly ((type: EsqlType) => boolean)[] = [
  (type) => isNumeric(type) && type !== 'unsigned_long',
  isText,
  isDate,
];

/** Returns whether values of two types can be compared. */
export function areComparable(a: EsqlType, b: EsqlType): boolean {
  return a === b || families.some((has) => has(a) && has(b));
}

/** Returns whether a type says nothing about the values. */
export function isOpen(type: EsqlType): boolean {
  return type === 'null' || type === 'unknown' || type === 'unsupported' || type === 'source';
}

/** Checks a comparison, and returns what is known about its result. */
export function checkComparison(comparison: Comparison, scope: Scope): Typed {
  const { left, right, operator, operatorSpan } = comparison;
  const a = scope.typeOf(left, scope);
  const b = scope.typeOf(right, scope);
  const result = calculated('boolean', [a, b]);
  if (isOpen(a.type) || isOpen(b.type)) return result;
  if (convertsTo(a, left, b.type, scope) || convertsTo(b, right, a.type, scope)) {
    checkOrder(converting.has(a.type) ? a.type : b.type, comparison, scope);
    return result;
  }
  if (a.type !== b.type && (a.type === 'unsigned_long' || b.type === 'unsigned_long')) {
    const other = a.type === 'unsigned_long' ? b.type : a.type;
    if (isNumeric(other)) {
      scope.report('unsigned-long-mix', operatorSpan, operator, other);
      return result;
    }
  }
  if (!areComparable(a.type, b.type) || a.type === 'date_period' || a.type === 'time_duration') {
    scope.report(
      'incomparable',
      comparison.span,
      writtenAs(scope, left.span),
      a.type,
      writtenAs(scope, right.span),
      b.type,
      helpFor(left, a, right, b),
    );
    return result;
  }
  checkOrder(a.type, comparison, scope);
  return result;
}

function checkOrder(type: EsqlType, { operator, left, span }: Comparison, scope: Scope): void {
  if (operator === '==' || operator === '!=') return;
  if (type === 'boolean' || type === 'geo_point')
    scope.report('unordered', span, writtenAs(scope, left.span), type, operator);
}

/** Returns whether a string takes on the type that it is compared with. Reports a string that cannot. */
function convertsTo(typed: Typed, expression: Expression, type: EsqlType, scope: Scope): boolean {
  if (typed.literal === undefined || !converting.has(type)) return false;
  const reason = conversionError(typed.literal, type);
  if (reason !== undefined) scope.report('implicit-cast', expression.span, typed.literal, type, reason);
  return true;
}

function helpFor(left: Expression, a: Typed, right: Expression, b: Typed): string | undefined {
  const [literal, other] = left.kind === 'string' ? [left, b] : right.kind === 'string' ? [right, a] : [];
  if (literal && other && isNumeric(other.type))
    return /^-?\d+(?:\.\d+)?$/.test(literal.value)
      ? `write the number without quotes: ${literal.value}`
      : undefined;
  if (isText(a.type) !== isText(b.type)) return 'convert one of them, as in TO_STRING(…)';
  return undefined;
}

/** Checks `value IN (…)`, and returns what is known about its result. */
export function checkMembership({ value, items }: Membership, scope: Scope): Typed {
  const typed = scope.typeOf(value, scope);
  const others = items.map((item) => scope.typeOf(item, scope));
  const result = calculated('boolean', [typed, ...others]);
  // A single value is compared, with the messages of a comparison.
  const wanted = isOpen(typed.type) ? undefined : leftType(typed, others);
  if (wanted === undefined) return result;
  for (const [index, item] of items.entries()) {
    const own = others[index]!;
    if (isOpen(own.type) || item.kind === 'subquery') continue;
    if (convertsTo(own, item, wanted, scope) || areComparable(wanted, own.type)) continue;
    scope.report('in-type', item.span, index + 1, wanted, writtenAs(scope, item.span), own.type);
  }
  return result;
}

/**
 * Returns the type of the left side. For a string that is tested against values of another type, returns
 * their type.
 */
function leftType({ type, literal }: Typed, others: readonly Typed[]): EsqlType {
  if (literal === undefined) return type;
  return others.find((other) => converting.has(other.type))?.type ?? type;
}
