import type { Analysis } from '../../analysis/analysis.js';
import { type ColumnMention, type ColumnMentions, columnMentions } from '../../analysis/esql-mentions.js';
import { type Span, touches } from '../../text/span.js';

/** The column at the cursor of an ES|QL query, with all its mentions. */
export interface ColumnAt extends ColumnMentions {
  readonly mention: ColumnMention;
}

/**
 * Returns the column named at an offset of the query, or the inner column if an expression is a column name.
 */
export function columnAt(analysis: Analysis, offset: number): ColumnAt | undefined {
  let found: ColumnAt | undefined;
  for (const group of columnMentions(analysis))
    for (const mention of group.mentions)
      if (touches(mention.span, offset) && (!found || length(mention.span) < length(found.mention.span)))
        found = { ...group, mention };
  return found;
}

function length({ start, end }: Span): number {
  return end - start;
}

/** Returns the spans in the query that name the column at an offset, in text order. */
export function esqlOccurrences(analysis: Analysis, offset: number): readonly Span[] {
  return columnAt(analysis, offset)?.mentions.map(({ span }) => span) ?? [];
}

/** Returns the span that defines the column at an offset: its name, or the command that adds it. */
export function esqlDefinition(analysis: Analysis, offset: number): Span | undefined {
  const column = columnAt(analysis, offset)?.mention.column;
  if (!column?.nameSpan) return undefined;
  return length(column.nameSpan) > 0 ? column.nameSpan : column.command?.nameSpan;
}
