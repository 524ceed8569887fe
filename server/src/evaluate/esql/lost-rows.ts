import type { Expression, WhereCommand } from '../../query/esql/syntax.js';
import { conjunctsOf, walkExpression } from '../../query/esql/walk.js';
import type { ConditionVerdict, LostRows } from '../plan/planned-table.js';
import { columnNamed } from './columns.js';
import type { Place } from './expressions/cell.js';
import { compile } from './expressions/compile.js';
import { nullCause } from './null-cause.js';
import { shownValues } from './shown-values.js';
import type { Column, Environment } from './stage.js';
import { jsonOf } from './table-json.js';
import { type Value, valuesOf } from './values/value.js';
import { collectWarnings } from './warnings.js';

/** Events beyond this limit are only counted. */
const mostEvents = 50;

/** Collects the rows that a WHERE drops. */
interface Losses {
  /** Tests a row that reaches the command. */
  add(row: number): void;
  list(): readonly LostRows[];
}

/**
 * Collects the rows that a WHERE drops, grouped by the conditions that fail.
 *
 * @param focus the number of an event: other rows are not counted.
 */
export function gatherLosses(
  { condition }: WhereCommand,
  columns: readonly Column[],
  environment: Environment,
  focus: number | undefined,
): Losses {
  // Explaining must not add warnings to the run.
  const quiet: Environment = {
    ...environment,
    warnings: collectWarnings(environment.text),
  };
  const place: Place = { columns, environment: quiet };
  const parts = conjunctsOf(condition).map((expression) => ({
    expression,
    cell: compile(expression, place),
    used: columnsIn(expression, columns),
  }));
  const source = environment.sourceOf(columns);
  const groups = new Map<
    string,
    { conditions: readonly ConditionVerdict[]; rows: number; events: readonly number[] }
  >();
  return {
    add(row) {
      const values = parts.map(({ cell }) => cell(row));
      if (values.every((value) => value === true)) return;
      const events = source ? (valuesOf(source.at(row)) as number[]) : [];
      if (focus !== undefined && !events.includes(focus)) return;
      const key = values.map((value) => (value === true ? '1' : '0')).join('');
      const known = groups.get(key);
      if (known) {
        known.rows++;
        if (known.events.length < mostEvents)
          known.events = [...known.events, ...events].slice(0, mostEvents);
        return;
      }
      const conditions = parts.map(
        ({ expression, used }, index): ConditionVerdict => ({
          span: expression.span,
          holds: values[index] === true,
          message: reasonOf(values[index]!, expression, used, place, row),
          seen: used.map((column) => ({ field: column.name, values: jsonValues(column, row) })),
        }),
      );
      groups.set(key, { conditions, rows: 1, events });
    },
    list: () => [...groups.values()],
  };
}

function columnsIn(expression: Expression, columns: readonly Column[]): readonly Column[] {
  const names = new Set<string>();
  walkExpression(expression, (node) => {
    if (node.kind === 'column') names.add(node.name);
  });
  return [...names].flatMap((name) => columnNamed(columns, name) ?? []);
}

function jsonValues(column: Column, row: number): unknown[] {
  return valuesOf(column.at(row)).map((value) => jsonOf(value, column.type));
}

/** Explains the result of a condition. */
function reasonOf(
  value: Value,
  expression: Expression,
  used: readonly Column[],
  place: Place,
  row: number,
): string {
  if (value === null) {
    const cause = nullCause(expression, place, row);
    return cause === undefined ? 'is null' : `is null, because ${cause}`;
  }
  if (used.length === 0) return value === true ? 'is true' : 'is false';
  return used
    .map((column) => {
      const cell = column.at(row);
      return cell === null
        ? `${column.name} is missing`
        : `${column.name} is ${shownValues(cell, column.type)}`;
    })
    .join(', ');
}
