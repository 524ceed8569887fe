import type { EnrichCommand } from '../../../query/esql/syntax.js';
import { columnNamed } from '../columns.js';
import { NotEvaluable } from '../failure.js';
import { policyMatcher } from '../policies/policy-matcher.js';
import { type Column, type Environment, type Next, type Sink, StoredColumn } from '../stage.js';
import { cellOf, valuesOf } from '../values/value.js';
import { addedColumnsSink } from './rows.js';
import { tableOf } from './table-of.js';

/** ENRICH: several matches become a list (docs/semantics/esql.md#enrich). */
export function enrichSink(
  command: EnrichCommand,
  columns: readonly Column[],
  next: Next,
  environment: Environment,
): Sink {
  const { policy, on, fields } = command;
  const table = tableOf(policy.text, environment, policy.span);
  if (!table.policy)
    throw new NotEvaluable(`[${policy.text}] is not an enrich policy`, policy.span.start, policy.span.end);
  if (table.policy.type !== 'match' && !table.policy.ranges)
    throw new NotEvaluable(
      `an enrich policy of type [${table.policy.type}] is not evaluated`,
      policy.span.start,
      policy.span.end,
    );
  const { matchField, enrichFields } = table.policy;
  const position = (name: string): number => table.columns.findIndex((column) => column.name === name);
  const wanted =
    fields.length > 0
      ? fields.map(({ name, field }) => ({ name: (name ?? field).text, from: field.text }))
      : enrichFields.map((name) => ({ name, from: name }));
  const input = columnNamed(columns, on?.text ?? matchField);
  const added = wanted.map(({ name, from }) => ({
    column: new StoredColumn(name, table.columns[position(from)]?.type ?? 'keyword'),
    at: position(from),
  }));
  const rowsOf = policyMatcher(table, table.policy, input?.type ?? 'unknown');
  const fill = (rows: number): void => {
    const matches = Array.from({ length: rows }, (_, row) => {
      const numbers = new Set(valuesOf(input?.at(row) ?? null).flatMap(rowsOf));
      return [...numbers].sort((a, b) => a - b).map((number) => table.rows[number]!);
    });
    for (const { column, at } of added)
      column.values = matches.map((found) => cellOf(found.flatMap((own) => valuesOf(own[at] ?? null))));
  };
  return addedColumnsSink(
    columns,
    added.map(({ column }) => column),
    fill,
    next,
  );
}
