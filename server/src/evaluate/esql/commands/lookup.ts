import type { EnrichCommand, LookupJoinCommand } from '../../../query/esql/syntax.js';
import { columnNamed, Selection, withColumns } from '../columns.js';
import { badArgument, NotEvaluable } from '../failure.js';
import {
  type Column,
  type Environment,
  type LookupTable,
  type Next,
  type Sink,
  StoredColumn,
} from '../stage.js';
import { cellOf, isList, type Value, valuesOf } from '../values/value.js';
import { addedColumnsSink } from './rows.js';

function tableOf(
  name: string,
  environment: Environment,
  at: { readonly start: number; readonly end: number },
): LookupTable {
  const table = environment.table(name);
  if (table) return table;
  throw new NotEvaluable(`the table [${name}] is not given`, at.start, at.end);
}

function keyText(values: readonly Value[]): string {
  return values.map((value) => `${String(value).length} ${String(value)}`).join(';');
}

/** LOOKUP JOIN: each match gives a row, none gives nulls (docs/semantics/esql.md#lookup-join). */
export function joinSink(
  command: LookupJoinCommand,
  columns: readonly Column[],
  next: Next,
  environment: Environment,
): Sink {
  const { index, conditions, span } = command;
  const table = tableOf(index.text, environment, index.span);
  const keys = conditions.map((condition) => {
    if (condition.kind !== 'column')
      throw new NotEvaluable(
        'LOOKUP JOIN on a condition is not evaluated',
        condition.span.start,
        condition.span.end,
      );
    return condition.name;
  });
  const positions = keys.map((key) => table.columns.findIndex(({ name }) => name === key));
  const matches = new Map<string, number[]>();
  table.rows.forEach((row, number) => {
    const values = positions.map((position) => row[position] ?? null);
    if (values.includes(null)) return;
    const text = keyText(values);
    const found = matches.get(text);
    if (found) found.push(number);
    else matches.set(text, [number]);
  });
  const left = keys.map((key) => columnNamed(columns, key));
  const added = table.columns.flatMap(({ name, type }, position) =>
    keys.includes(name) ? [] : [{ column: new StoredColumn(name, type), position }],
  );
  const selection = new Selection();
  const sink = next(
    withColumns(
      selection.view(columns),
      added.map(({ column }) => column),
    ),
  );
  const multiValue = badArgument('LOOKUP JOIN encountered multi-value');
  return {
    push(rows) {
      const chosen: number[] = [];
      const matched: (number | undefined)[] = [];
      for (let row = 0; row < rows; row++) {
        const values = left.map((column) => column?.at(row) ?? null);
        if (values.some(isList)) environment.warnings.failed(span, multiValue);
        const usable = values.every((value) => value !== null && !isList(value));
        for (const number of (usable ? matches.get(keyText(values)) : undefined) ?? [undefined]) {
          chosen.push(row);
          matched.push(number);
        }
      }
      selection.choose(chosen);
      for (const { column, position } of added)
        column.values = matched.map((number) =>
          number === undefined ? null : (table.rows[number]![position] ?? null),
        );
      return sink.push(chosen.length);
    },
    end: () => sink.end(),
  };
}

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
  if (table.policy.type !== 'match')
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
  const key = position(matchField);
  const rowsOfValue = new Map<string, Set<number>>();
  table.rows.forEach((own, number) => {
    for (const value of valuesOf(own[key] ?? null).map(String)) {
      const found = rowsOfValue.get(value);
      if (found) found.add(number);
      else rowsOfValue.set(value, new Set([number]));
    }
  });
  const fill = (rows: number): void => {
    const matches = Array.from({ length: rows }, (_, row) => {
      const values = valuesOf(input?.at(row) ?? null).map(String);
      const numbers = new Set(values.flatMap((value) => [...(rowsOfValue.get(value) ?? [])]));
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
