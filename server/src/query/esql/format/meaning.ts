import type { Span } from '../../../text/span.js';
import { meaningOfTree } from '../../tree-meaning.js';
import type { Assignment, EsqlQuery } from '../syntax.js';
import { allCommands } from '../walk.js';

/**
 * Returns the expressions that name their column by their own source, which therefore must not change
 * (docs/semantics/esql.md#names-of-expressions).
 */
export function unnamedSpans(query: EsqlQuery): readonly Span[] {
  const spans: Span[] = [];
  const add = ({ name, value }: Assignment, end = value.span.end): void => {
    if (!name && value.kind !== 'column') spans.push({ start: value.span.start, end });
  };
  for (const command of allCommands(query)) {
    if (command.kind === 'eval' || command.kind === 'row') for (const field of command.fields) add(field);
    if (command.kind !== 'stats' && command.kind !== 'inline-stats') continue;
    for (const aggregate of command.aggregates) add(aggregate, aggregate.filter?.span.end);
    for (const group of command.groups) add(group);
  }
  return spans;
}

/**
 * Returns the meaning of a query, to test whether two are the same: its tree without positions, and the names
 * that expressions define.
 */
export function meaningOf(text: string, query: EsqlQuery): string {
  const names = unnamedSpans(query).map(({ start, end }) => text.slice(start, end));
  return meaningOfTree([query, names]);
}
