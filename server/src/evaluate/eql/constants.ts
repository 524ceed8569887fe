import type { FieldMapping } from '../../fields/field-type.js';
import { readNumber } from '../../query/value-problem.js';
import type { Span } from '../../text/span.js';
import { EvaluationError } from '../plan/plan.js';
import type { Value } from '../values/read.js';

const numberTypes: ReadonlySet<string> = new Set(['long', 'double']);
const stringTypes: ReadonlySet<string> = new Set([
  'keyword',
  'constant_keyword',
  'wildcard',
  'text',
  'match_only_text',
  'version',
  'flattened',
]);

/**
 * Returns the values of a constant in a query on a field: Elasticsearch parses the constant by the field's
 * type (docs/semantics/eql.md#operators). An unlisted field gets its type from its values, so the constant is
 * read as each type that can represent it. Throws an {@link EvaluationError} for a constant that the field
 * cannot contain.
 */
export function constantsForField(
  value: Value,
  mapping: FieldMapping | undefined,
  span: Span,
): readonly Value[] {
  return mapping ? [constantForType(value, mapping, span)] : readingsOf(value);
}

/** Returns a constant as a string, number and boolean, as far as its notation allows. */
function readingsOf(value: Value): readonly Value[] {
  if (typeof value !== 'string') return [value, String(value)];
  if (value === 'true' || value === 'false') return [value, value === 'true'];
  const number = readNumber(value);
  return number === undefined ? [value] : [value, number];
}

function constantForType(value: Value, mapping: FieldMapping, span: Span): Value {
  const { type } = mapping;
  if (numberTypes.has(type) && typeof value === 'string') {
    const number = readNumber(value);
    if (number !== undefined) return number;
    throw new EvaluationError(`"${value}" is not a number, and the field is [${type}]`, span);
  }
  if (type === 'boolean' && typeof value === 'string') {
    if (value === 'true' || value === 'false') return value === 'true';
    throw new EvaluationError(`"${value}" is not true or false, and the field is [boolean]`, span);
  }
  return stringTypes.has(type) && typeof value !== 'string' ? String(value) : value;
}
