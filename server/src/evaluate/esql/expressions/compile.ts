import { alwaysMatches } from '../../../query/esql/always-matches.js';
import type {
  Arithmetic,
  Call,
  Cast,
  Comparison,
  Expression,
  Membership,
  PatternTest,
} from '../../../query/esql/syntax.js';
import { castTypeNames, type EsqlType, isDate, isText, isTimeSpan } from '../../../query/esql/types.js';
import { compileLuceneRegex } from '../../../query/patterns/lucene/match.js';
import { columnNamed } from '../columns.js';
import { multiValue, NotEvaluable } from '../failure.js';
import { addDurations, durationOf, moveDate } from '../values/dates.js';
import { eachValue } from '../values/each-value.js';
import { calculateDouble, calculateWhole } from '../values/numbers.js';
import { convert } from '../values/text.js';
import {
  cellOf,
  compareScalars,
  type Duration,
  isList,
  type Scalar,
  type Value,
  whole,
} from '../values/value.js';
import { compileCall } from './calls.js';
import { type Cell, constantCell, type Place, spanCell } from './cell.js';
import { likeTest } from './like.js';
import { singleValues } from './single-values.js';
import { compileSubquery, subqueryOf } from './subquery.js';

/**
 * Compiles an expression to a function of the rows. Throws a {@link NotEvaluable} for anything that needs a
 * cluster.
 */
export function compile(expression: Expression, place: Place): Cell {
  switch (expression.kind) {
    case 'string':
    case 'boolean': {
      const { value } = expression;
      return () => value;
    }
    case 'number': {
      const { value } = expression;
      const own = typeof value === 'bigint' ? whole(value) : value;
      return () => own;
    }
    case 'null':
      return () => null;
    case 'time-span': {
      const duration = durationOf(Number(expression.amount), expression.unit);
      return () => duration;
    }
    case 'list': {
      const { items } = expression;
      const isDouble = place.environment.typeOf(expression) === 'double';
      const values = items.map(
        (item): Scalar =>
          item.kind === 'number'
            ? isDouble
              ? Number(item.value)
              : typeof item.value === 'bigint'
                ? whole(item.value)
                : item.value
            : item.value,
      );
      const cell = cellOf(values);
      return () => cell;
    }
    case 'column': {
      const column = columnNamed(place.columns, expression.name);
      return column ? (row) => column.at(row) : () => null;
    }
    case 'call':
      return compileCall(expression, place, compile);
    case 'and':
    case 'or':
      return compileLogic(expression.kind, expression.operands, place);
    case 'not': {
      const operand = compile(expression.operand, place);
      return (row) => {
        const value = operand(row);
        return typeof value === 'boolean' ? !value : null;
      };
    }
    case 'negative':
      return compileNegative(expression.operand, expression.span, place);
    case 'comparison':
      return compileComparison(expression, place);
    case 'arithmetic':
      return compileArithmetic(expression, place);
    case 'pattern':
      return compilePattern(expression, place);
    case 'in': {
      const subquery = subqueryOf(expression);
      return subquery
        ? compileSubquery(expression, subquery, place, compile)
        : compileMembership(expression, place);
    }
    case 'is-null': {
      const operand = compile(expression.operand, place);
      const { isNegated } = expression;
      return (row) => (operand(row) === null) !== isNegated;
    }
    case 'match':
      return compileCall(
        {
          kind: 'call',
          name: 'match',
          nameSpan: expression.operatorSpan,
          arguments: [expression.value, expression.query],
          isStar: false,
          options: undefined,
          span: expression.span,
        } satisfies Call,
        place,
        compile,
      );
    case 'cast':
      return compileCast(expression, place);
    default:
      throw new NotEvaluable('this expression is not evaluated', expression.span.start, expression.span.end);
  }
}

/**
 * Compiles an expression for a position that expects another type. Strings are converted
 * (docs/semantics/esql.md#implicit-conversion).
 */
export function compileAs(expression: Expression, type: EsqlType, place: Place): Cell {
  const cell = compile(expression, place);
  const own = place.environment.typeOf(expression);
  if (!isText(own) || isText(type) || type === 'unknown' || type === 'null') return cell;
  return converted(cell, own, type, expression, place);
}

function converted(cell: Cell, from: EsqlType, to: EsqlType, expression: Expression, place: Place): Cell {
  const { warnings } = place.environment;
  const convertIn = (row: number): Value => {
    const value = cell(row);
    if (value === null || isTimeSpan(to)) return value;
    return eachValue(
      value,
      (one) => convert(one, from, to),
      (failure) => warnings.failed(expression.span, failure),
    );
  };
  return expression.kind === 'string' ? constantCell(convertIn) : convertIn;
}

/**
 * Compiles AND and OR with three-valued logic, where null means unknown
 * (docs/semantics/esql.md#three-valued-logic).
 */
function compileLogic(kind: 'and' | 'or', operands: readonly Expression[], place: Place): Cell {
  const cells = operands.map((operand) => compile(operand, place));
  const decides = kind === 'or';
  return (row) => {
    let result: Value = !decides;
    for (const cell of cells) {
      const value = cell(row);
      if (value === decides) return decides;
      if (typeof value !== 'boolean') result = null;
    }
    return result;
  };
}

function compileNegative(operand: Expression, span: Expression['span'], place: Place): Cell {
  const type = place.environment.typeOf(operand);
  return singleValues([compile(operand, place)], span, place, (value) => {
    if (typeof value === 'object')
      return addDurations({ months: 0, days: 0, milliseconds: 0 }, value as Duration, -1);
    return type === 'double' ? -(value as number) : calculateWhole('-', 0, value as number | bigint, type);
  });
}

/** Returns the type in which two sides are compared. */
export function comparedType(a: EsqlType, b: EsqlType): EsqlType {
  if (isText(a) && !isText(b) && b !== 'null' && b !== 'unknown') return b;
  if (a === 'null' || a === 'unknown') return b;
  if (a !== b && isDate(a) && isDate(b)) return 'date_nanos';
  return a;
}

const verdicts: Readonly<Record<Comparison['operator'], (order: number) => boolean>> = {
  '==': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

function compileComparison(comparison: Comparison, place: Place): Cell {
  const { left, right, operator, span } = comparison;
  const { typeOf } = place.environment;
  const type = comparedType(typeOf(left), typeOf(right));
  const cells = [compileDated(left, type, place), compileDated(right, type, place)];
  const verdict = verdicts[operator];
  const isPlain = type === 'keyword' || type === 'text' || type === 'boolean';
  if (isPlain && operator === '==') return singleValues(cells, span, place, (a, b) => a === b);
  if (isPlain && operator === '!=') return singleValues(cells, span, place, (a, b) => a !== b);
  const compare = compareScalars(type);
  return singleValues(cells, span, place, (a, b) => verdict(compare(a, b)));
}

/** Dates of both precisions are compared as nanoseconds. */
function compileDated(expression: Expression, type: EsqlType, place: Place): Cell {
  const own = place.environment.typeOf(expression);
  if (type !== 'date_nanos' || own !== 'datetime') return compileAs(expression, type, place);
  const cell = compile(expression, place);
  return (row) =>
    eachValue(
      cell(row),
      (one) => BigInt(one as number) * 1_000_000n,
      () => {},
    );
}

function compileArithmetic({ left, right, operator, span }: Arithmetic, place: Place): Cell {
  const { typeOf, warnings, text } = place.environment;
  const [a, b] = [typeOf(left), typeOf(right)];
  if (left.kind === 'null' || right.kind === 'null') {
    warnings.say(span, `Expression [${text.slice(span.start, span.end)}] always evaluates to NULL.`);
    return () => null;
  }
  if (isTimeSpan(a) || isTimeSpan(b) || isDate(a) || isDate(b))
    return compileDates({ left, right, operator, span }, place);
  const cells = [compile(left, place), compile(right, place)];
  const isDouble = a === 'double' || b === 'double';
  if (isDouble)
    return singleValues(cells, span, place, (x, y) => calculateDouble(operator, Number(x), Number(y)));
  const type = a === 'integer' && b === 'integer' ? 'integer' : a === 'unsigned_long' ? a : 'long';
  return singleValues(cells, span, place, (x, y) =>
    typeof x === 'number' && typeof y === 'number' && !(Number.isInteger(x) && Number.isInteger(y))
      ? calculateDouble(operator, x, y)
      : calculateWhole(operator, x as number | bigint, y as number | bigint, type),
  );
}

function compileDates(
  { left, right, operator, span }: Pick<Arithmetic, 'left' | 'right' | 'operator' | 'span'>,
  place: Place,
): Cell {
  const { typeOf } = place.environment;
  const sign = operator === '-' ? -1 : 1;
  const [a, b] = [typeOf(left), typeOf(right)];
  if (isTimeSpan(a) && isTimeSpan(b))
    return singleValues([compile(left, place), compile(right, place)], span, place, (x, y) =>
      addDurations(x as Duration, y as Duration, sign),
    );
  const [date, length] = isTimeSpan(b) ? [left, right] : [right, left];
  const type = typeOf(date) === 'date_nanos' ? 'date_nanos' : 'datetime';
  return singleValues([compileAs(date, type, place), compile(length, place)], span, place, (x, y) => {
    if (typeof x !== 'bigint') return moveDate(x as number, y as Duration, sign);
    const milliseconds = x / 1_000_000n;
    return BigInt(moveDate(Number(milliseconds), y as Duration, sign)) * 1_000_000n + (x % 1_000_000n);
  });
}

function compilePattern(test: PatternTest, place: Place): Cell {
  const { value, patterns, operator, isNegated, span } = test;
  const cell = compile(value, place);
  const fixed = patterns.map((pattern) => (pattern.kind === 'string' ? pattern.value : undefined));
  const tests = new Map<string, (text: string) => boolean>();
  const testOf = (pattern: string): ((text: string) => boolean) => {
    let found = tests.get(pattern);
    if (!found) {
      found = operator === 'like' ? likeTest(pattern) : compileLuceneRegex(pattern, false);
      tests.set(pattern, found);
    }
    return found;
  };
  if (alwaysMatches(test)) return (row) => (cell(row) !== null) !== isNegated;
  if (fixed.every((pattern) => pattern !== undefined)) {
    const all = fixed.map(testOf);
    return singleValues([cell], span, place, (text) => all.some((one) => one(String(text))) !== isNegated);
  }
  const cells = patterns.map((pattern) => compile(pattern, place));
  return singleValues(
    [cell, ...cells],
    span,
    place,
    (text, ...own) => own.some((pattern) => testOf(String(pattern))(String(text))) !== isNegated,
  );
}

/** `x IN (a, null)` is true for a hit, otherwise null (docs/semantics/esql.md#in-with-null). */
function compileMembership({ value, items, isNegated, span }: Membership, place: Place): Cell {
  const { typeOf, warnings } = place.environment;
  const type = items.reduce((found, item) => comparedType(found, typeOf(item)), typeOf(value));
  const cell = compileDated(value, type, place);
  const compare = compareScalars(type);
  const cells = items.map((item) => compileDated(item, type, place));
  const isFixed = items.every(({ kind }) => kind === 'string' || kind === 'number' || kind === 'boolean');
  const isPlain = type === 'keyword' || type === 'text';
  if (isFixed && isPlain) {
    const set = new Set(cells.map((item) => item(0)));
    return singleValues([cell], span, place, (one) => set.has(one) !== isNegated);
  }
  return (row) => {
    const one = cell(row);
    if (one === null) return null;
    if (isList(one)) {
      warnings.failed(span, multiValue);
      return null;
    }
    let hasNull = false;
    for (const item of cells) {
      const other = item(row);
      if (other === null) hasNull = true;
      else if (isList(other)) {
        warnings.failed(span, multiValue);
        hasNull = true;
      } else if (compare(one, other) === 0) return !isNegated;
    }
    return hasNull ? null : isNegated;
  };
}

function compileCast({ value, type, span }: Cast, place: Place): Cell {
  const target = castTypeNames.get(type.text.toLowerCase())?.type ?? 'keyword';
  const { typeOf, warnings } = place.environment;
  const from = typeOf(value);
  const cell = compile(value, place);
  if (isTimeSpan(target)) return spanCell(cell);
  return (row) =>
    eachValue(
      cell(row),
      (one) => convert(one, from, target),
      (failure) => warnings.failed(span, failure),
    );
}
