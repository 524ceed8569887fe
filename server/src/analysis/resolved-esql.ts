import { esqlLanguage } from '../query/esql/language.js';
import type { Column } from '../query/esql/resolve/columns.js';
import { type ResolvedQuery, resolveQuery } from '../query/esql/resolve/resolve.js';
import { schemaOf } from '../query/esql/resolve/schema.js';
import type { Typed } from '../query/esql/resolve/typed.js';
import type { Command, EsqlQuery, Expression } from '../query/esql/syntax.js';
import type { Span } from '../text/span.js';
import { perAnalysis } from './per-analysis.js';

/** An expression of a query with what is known of it. */
export interface TypedExpression {
  readonly typed: Typed;
  readonly command: Command;
}

/** An ES|QL query with its columns and the types of its expressions. */
export interface ResolvedEsql extends ResolvedQuery {
  readonly text: string;
  readonly tree: EsqlQuery;
  readonly expressions: ReadonlyMap<Expression, TypedExpression>;
}

/** The columns and types of an ES|QL query, by the fields that are known; undefined in another language. */
export const resolvedEsql = perAnalysis((analysis): ResolvedEsql | undefined => {
  const parsed = analysis.parsed(esqlLanguage);
  if (!parsed?.tree) return undefined;
  const { text, tree } = parsed;
  const expressions = new Map<Expression, TypedExpression>();
  const schema = schemaOf({ mappingOf: (name) => analysis.catalogue.get(name)?.mapping });
  const resolved = resolveQuery(text, tree, schema, {
    use: (expression, typed, command) => expressions.set(expression, { typed, command }),
  });
  return { ...resolved, text, tree, expressions };
});

/** A column that a command makes, with the place where its name is written. */
export type MadeColumn = Column & { readonly nameSpan: Span; readonly command: Command };

/** The columns that the commands of a query make, in the order of the text. */
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

/** Whether a column is a field under its own name, as a group of STATS is. */
function isOwnName({ field, name }: Column): boolean {
  return field === name;
}
