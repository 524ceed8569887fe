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
 * Returns the value that a constant stands for in a query on a field: Elasticsearch parses the constant by the type of
 * the field (docs/semantics/eql.md#operators). A field that nothing lists gets its type from its values, and the
 * constant stands for what it is in each type that can hold it. Throws {@link EvaluationError} for a constant that the
 * field cannot hold.
 */
export function constantsForField(
  value: Value,
  mapping: FieldMapping | undefined,
  span: Span,
): readonly Value[] {
  return mapping ? [constantForType(value, mapping, span)] : readingsOf(value);
}

/** A constant as text, number and boolean, as far as it is written like one. */
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
