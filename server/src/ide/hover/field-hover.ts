import type { Analysis } from '../../analysis/analysis.js';
import { fieldsOf } from '../../analysis/known-fields.js';
import { queryUnits } from '../../analysis/query-units.js';
import { touches } from '../../text/span.js';
import type { Hover } from '../types.js';
import { fieldMarkdown } from './field-text.js';

/** Returns the hover of the field at an offset in a query of any language. */
export function fieldHover(analysis: Analysis, offset: number): Hover | undefined {
  const field = queryUnits(analysis)
    .flatMap((unit) => unit.fields)
    .find(({ span }) => touches(span, offset));
  return field && { span: field.span, markdown: fieldMarkdown(field.name, fieldsOf(analysis)) };
}
