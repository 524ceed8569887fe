import type { Expression, WhereCommand } from '../../query/esql/syntax.js';
import { conjunctsOf, walkExpression } from '../../query/esql/walk.js';
import type { ConditionVerdict, LostRows } from '../plan/planned-table.js';
import { columnNamed } from './columns.js';
import { compile } from './expressions/compile.js';
import type { Column, Environment } from './stage.js';
import { jsonOf } from './table-json.js';
import { isList, type Value, valuesOf } from './values/value.js';
import { collectWarnings } from './warnings.js';

/** Events beyond these are only counted. */
const mostEvents = 50;

/** Gathers the rows that a WHERE drops. */
interface Losses {
  /** Looks at a row in front of the command. */
  add(row: number): void;
  list(): readonly LostRows[];
}

/**
 * Gathers the rows that a WHERE drops, those for which the same conditions fail together.
 *
 * @param focus the number of an event: other rows are not counted.
 */
export function gatherLosses(
  { condition }: WhereCommand,
  columns: readonly Column[],
  environment: Environment,
  focus: number | undefined,
): Losses {
  // Explaining must not add warnings to those of the run.
  const quiet: Environment = {
    ...environment,
    warnings: collectWarnings(environment.text),
  };
  const parts = conjunctsOf(condition).map((expression) => ({
    expression,
    cell: compile(expression, { columns, environment: quiet }),
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
          message: reasonOf(values[index]!, used, row),
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

/** Explains the result of a condition: for null, which values are missing or are lists. */
function reasonOf(value: Value, used: readonly Column[], row: number): string {
  const cells = used.map((column) => ({ column, cell: column.at(row) }));
  if (value === null) {
    const list = cells.find(({ cell }) => isList(cell));
    if (list) {
      const count = valuesOf(list.cell).length;
      return `is null, because ${list.column.name} has ${count} values: ${shown(list.column, list.cell)}`;
    }
    const missing = cells.find(({ cell }) => cell === null);
    if (missing) return `is null, because ${missing.column.name} is missing`;
    return 'is null';
  }
  if (cells.length === 0) return value === true ? 'is true' : 'is false';
  return cells
    .map(({ column, cell }) =>
      cell === null ? `${column.name} is missing` : `${column.name} is ${shown(column, cell)}`,
    )
    .join(', ');
}

function shown({ type }: Column, cell: Value): string {
  const values = valuesOf(cell).map((value) => JSON.stringify(jsonOf(value, type)));
  const few = values.slice(0, 4).join(', ');
  const text = few.length > 120 ? `${few.slice(0, 117)}…` : few;
  return values.length > 4 ? `${text} and ${values.length - 4} more` : text;
}
