import type { LookupJoinCommand } from '../../../query/esql/syntax.js';
import { Selection, withColumns } from '../columns.js';
import { badArgument } from '../failure.js';
import { type Column, type Environment, type Next, type Sink, StoredColumn } from '../stage.js';
import { isList } from '../values/value.js';
import { conditionMatcher, joinConditionsOf } from './join-condition.js';
import { keyMatcher } from './join-keys.js';
import { tableOf } from './table-of.js';

/**
 * LOOKUP JOIN: each match adds a row. Without a match, the columns are null
 * (docs/semantics/esql.md#lookup-join).
 */
export function joinSink(
  command: LookupJoinCommand,
  columns: readonly Column[],
  next: Next,
  environment: Environment,
): Sink {
  const { index, conditions, span } = command;
  const table = tableOf(index.text, environment, index.span);
  const keys = conditions.flatMap((condition) => (condition.kind === 'column' ? [condition.name] : []));
  const joinConditions = joinConditionsOf(conditions, table);
  const { left, matches } =
    joinConditions.comparisons.length > 0
      ? conditionMatcher(joinConditions, table, columns, environment)
      : keyMatcher(keys, table, columns);
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
        const hasList = left.some((column) => isList(column.at(row)));
        if (hasList) environment.warnings.failed(span, multiValue);
        const found = hasList ? [] : matches(row);
        for (const number of found.length > 0 ? found : [undefined]) {
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
