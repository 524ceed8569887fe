import type { EsqlType } from '../../query/esql/types.js';
import { jsonOf } from './table-json.js';
import { type Value, valuesOf } from './values/value.js';

/** Formats the first values of a cell for display. */
export function shownValues(cell: Value, type: EsqlType): string {
  const values = valuesOf(cell).map((value) => JSON.stringify(jsonOf(value, type)));
  const few = values.slice(0, 4).join(', ');
  const text = few.length > 120 ? `${few.slice(0, 117)}…` : few;
  return values.length > 4 ? `${text} and ${values.length - 4} more` : text;
}
