import { parseEsql } from '../../query/esql/parse.js';
import type { EsqlQuery, Expression } from '../../query/esql/syntax.js';

/** A prefix of a query that is itself a query. */
export interface QueryPrefix {
  /** The text that it ends with. */
  readonly text: string;
  readonly query: string;
}

/** Returns the query up to each command, and up to each condition that AND joins in WHERE. */
export function prefixesOf(text: string, tree: EsqlQuery | undefined): QueryPrefix[] {
  return (tree?.commands ?? []).flatMap((command): QueryPrefix[] => {
    const { span } = command;
    if (command.kind !== 'where' || command.condition.kind !== 'and')
      return [{ text: shown(text.slice(span.start, span.end)), query: text.slice(0, span.end) }];
    const before = text.slice(0, span.start);
    const { operands } = command.condition;
    const prefixes = operands.map((operand, place) => ({
      text: `WHERE ${shown(sourceOf(operand, text))}`,
      query: `${before}WHERE ${operands
        .slice(0, place + 1)
        .map((one) => `(${sourceOf(one, text)})`)
        .join(' AND ')}`,
    }));
    // Spans do not include the parentheses around an expression.
    return prefixes.every(({ query }) => parseEsql(query).problems.length === 0)
      ? prefixes
      : [{ text: shown(text.slice(span.start, span.end)), query: text.slice(0, span.end) }];
  });
}

function sourceOf({ span }: Expression, text: string): string {
  return text.slice(span.start, span.end);
}

function shown(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
