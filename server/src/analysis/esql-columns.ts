import type { FromCommand, MetadataClause, Name, NamePattern, Pipeline } from '../query/esql/syntax.js';
import type { Span } from '../text/span.js';

/** The columns by which an alert is tied to its event (docs/lints/esql-metadata.md). */
export const identityColumns: readonly string[] = ['_id', '_version', '_index'];

/** The FROM that a query starts with. */
export function fromOf({ commands }: Pipeline): FromCommand | undefined {
  const [first] = commands;
  return first?.kind === 'from' && first.name === 'FROM' ? first : undefined;
}

/** The metadata that a query asks for. */
export function metadataOf(query: Pipeline): MetadataClause | undefined {
  return fromOf(query)?.metadata;
}

/** The columns of each KEEP that names some. */
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

/** The columns of a list that are missing, of those that tie an alert to its event. */
export function missingIdentity(names: readonly Name[] = []): string[] {
  const named = names.map(({ text }) => text.toLowerCase());
  return identityColumns.filter((column) => !named.includes(column));
}
