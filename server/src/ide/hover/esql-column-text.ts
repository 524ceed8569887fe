import type { FieldCatalogue, FieldInfo } from '../../fields/catalogue.js';
import type { Column, Lists } from '../../query/esql/resolve/columns.js';
import type { Command } from '../../query/esql/syntax.js';
import { escapeMarkdown } from '../markdown.js';
import type { ColumnAt } from '../structure/esql-columns.js';
import { fieldMarkdown } from './field-text.js';

const longestCode = 200;

const lists: Readonly<Record<Lists, string | undefined>> = {
  no: 'one value in each row',
  maybe: undefined,
  yes: 'several values in a row',
};

/**
 * Describes a column as Markdown: its type, its origin, whether it can have several values, and its field's
 * meaning.
 *
 * @param lineOf returns the line of the file, from 1, for an offset in the query.
 */
export function columnMarkdown(
  { mention, name }: ColumnAt,
  text: string,
  catalogue: FieldCatalogue,
  lineOf: (offset: number) => number,
): string {
  const { column } = mention;
  if (!column || (column.origin === 'field' && column.name === column.field))
    return fieldMarkdown(name, catalogue, esqlCaution);
  const title = `**${escapeMarkdown(name)}** \`${column.type}\``;
  if (column.origin === 'metadata') return `${title}\n\nMetadata of the document.`;
  const parts = [title, madeBy(column, text, lineOf)];
  const severalValues = lists[column.lists];
  if (severalValues !== undefined) parts.push(severalValues);
  if (column.field !== undefined && column.field !== name)
    parts.push(`Has the values of the field \`${column.field}\`.`);
  if (column.field === name) parts.push(fieldMarkdown(name, catalogue, esqlCaution));
  return parts.join('\n\n');
}

function madeBy({ command, nameSpan }: Column, text: string, lineOf: (offset: number) => number): string {
  if (!command) return 'Computed by the query.';
  const start = nameSpan?.start ?? command.nameSpan.start;
  const code = itemAt(command, start, text);
  const place = `Created by ${command.name} on line ${lineOf(start)}`;
  return code === undefined ? `${place}.` : `${place}:\n\n\`\`\`esql\n${code}\n\`\`\``;
}

/** Returns the assignment that creates the column named at an offset. */
function itemAt(command: Command, start: number, text: string): string | undefined {
  const items =
    command.kind === 'eval' || command.kind === 'row'
      ? command.fields
      : command.kind === 'stats' || command.kind === 'inline-stats'
        ? [...command.aggregates, ...command.groups]
        : command.kind === 'rename'
          ? command.clauses
          : [];
  const span = items.find((item) => item.span.start <= start && start < item.span.end)?.span;
  if (!span) return undefined;
  const code = text.slice(span.start, span.end);
  return code.length > longestCode ? `${code.slice(0, longestCode)}…` : code;
}

/** Returns the pitfalls of such fields in ES|QL. */
function esqlCaution({ mapping, array }: FieldInfo): string | undefined {
  if (mapping.type === 'flattened' || mapping.type === 'nested' || mapping.type === 'object')
    return 'ES|QL cannot read fields of this type.';
  if (array)
    return 'Comparisons, `IN`, `LIKE` and most functions return null for a row with several values: use `MV_CONTAINS` or `MV_EXPAND`.';
  return undefined;
}
