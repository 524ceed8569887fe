import type { Membership, Subquery } from '../../../query/esql/syntax.js';
import { type EsqlType, isText } from '../../../query/esql/types.js';
import { multiValue, NotEvaluable, SearchFailure } from '../failure.js';
import { isList, keyOf } from '../values/value.js';
import type { Cell, Place } from './cell.js';

/** Returns the subquery that a value is compared with, or undefined for a list of values. */
export function subqueryOf({ items }: Membership): Subquery | undefined {
  const [first] = items;
  return first?.kind === 'subquery' ? first : undefined;
}

/**
 * Compiles `value IN (FROM …)`: like a list of values, but false if there are no rows
 * (docs/semantics/esql.md#in-with-a-subquery).
 */
export function compileSubquery(
  { value, isNegated, span }: Membership,
  subquery: Subquery,
  place: Place,
  compile: (expression: Membership['value'], place: Place) => Cell,
): Cell {
  const { typeOf, warnings, subqueryColumn, text } = place.environment;
  if (!subqueryColumn)
    throw new NotEvaluable('a subquery after IN is not evaluated', subquery.span.start, subquery.span.end);
  const cell = compile(value, place);
  const type = typeOf(value);
  const { name, type: found, values, hasRows, hasNull } = subqueryColumn(subquery);
  if (!hasRows) return () => isNegated;
  const isKnown = type !== 'unknown' && type !== 'null';
  if (isKnown && values.length > 0 && familyOf(type) !== familyOf(found))
    throw new SearchFailure(
      `left field [${text.slice(value.span.start, value.span.end)}] of type [${type.toUpperCase()}] is incompatible with right field [${name}] of type [${found.toUpperCase()}]`,
    );
  const keys = new Set(values.map((one) => keyOf(one, found)));
  return (row) => {
    const one = cell(row);
    if (one === null) return null;
    if (isList(one)) {
      warnings.failed(span, multiValue);
      return null;
    }
    if (keys.has(keyOf(one, type))) return !isNegated;
    return hasNull ? null : isNegated;
  };
}

const numbers: ReadonlySet<EsqlType> = new Set<EsqlType>(['integer', 'long', 'double', 'unsigned_long']);

/**
 * Returns the family of comparable types. The exact type of an unmapped number is unknown. Elasticsearch
 * refuses to compare numbers of different types.
 */
function familyOf(type: EsqlType): string {
  return numbers.has(type) ? 'number' : isText(type) ? 'text' : type;
}
