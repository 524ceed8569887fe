import type { FromCommand, MetadataClause, Name, NamePattern, Pipeline } from '../query/esql/syntax.js';
import type { Span } from '../text/span.js';

/** The columns that tie an alert to its event (docs/lints/esql-metadata.md). */
export const identityColumns: readonly string[] = ['_id', '_version', '_index'];

/** Returns the FROM that a query starts with. */
export function fromOf({ commands }: Pipeline): FromCommand | undefined {
  const [first] = commands;
  return first?.kind === 'from' && first.name === 'FROM' ? first : undefined;
}

/** Returns the METADATA of a query. */
export function metadataOf(query: Pipeline): MetadataClause | undefined {
  return fromOf(query)?.metadata;
}

/** Returns the columns of each KEEP that names some. */
export function keepsOf({
  commands,
}: Pipeline): readonly { readonly names: readonly NamePattern[]; readonly span: Span }[] {
  return commands.flatMap((command) => {
    if (command.kind !== 'keep') return [];
    const [first] = command.patterns;
    const last = command.patterns.at(-1);
    if (!first || !last) return [];
    return [{ names: command.patterns, span: { start: first.span.start, end: last.span.end } }];
  });
}

/** Returns the columns that tie an alert to its event but are missing from a list. */
export function missingIdentity(names: readonly Name[] = []): string[] {
  const named = names.map(({ text }) => text.toLowerCase());
  return identityColumns.filter((column) => !named.includes(column));
}
