import { esqlLanguage } from '../query/esql/language.js';
import type { Column } from '../query/esql/resolve/columns.js';
import type { ResolvedEsql } from '../query/esql/resolve/resolution.js';
import type { Command } from '../query/esql/syntax.js';
import type { Span } from '../text/span.js';
import type { Analysis } from './analysis.js';

export type { ResolvedEsql, TypedExpression } from '../query/esql/resolve/resolution.js';

/**
 * Returns the columns and types of an ES|QL query, using the known fields. Returns undefined in another
 * language.
 */
export function resolvedEsql(analysis: Analysis): ResolvedEsql | undefined {
  return analysis.resolved(esqlLanguage);
}

/** A column that a command creates, with the span of its name. */
export type MadeColumn = Column & { readonly nameSpan: Span; readonly command: Command };

/** Returns the columns that the commands of a query create, in source order. */
export function madeColumns(resolved: ResolvedEsql | undefined): readonly MadeColumn[] {
  const made = new Map<number, MadeColumn>();
  for (const [command, frame] of resolved?.results ?? [])
    for (const column of frame.known.values()) {
      const { nameSpan, origin } = column;
      if (!nameSpan || column.command !== command || origin === 'metadata' || isOwnName(column)) continue;
      made.set(nameSpan.start, { ...column, nameSpan, command });
    }
  return [...made.values()].sort((a, b) => a.nameSpan.start - b.nameSpan.start);
}

/** Returns whether a column is a field under its own name, such as a group of STATS. */
function isOwnName({ field, name }: Column): boolean {
  return field === name;
}
