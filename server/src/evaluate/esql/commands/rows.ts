import { nameOfAssignment } from '../../../query/esql/resolve/assign.js';
import { nameTest } from '../../../query/esql/resolve/columns.js';
import { KeptColumns } from '../../../query/esql/resolve/kept.js';
import type {
  Assignment,
  LimitCommand,
  MvExpandCommand,
  ProjectCommand,
  RenameCommand,
  WhereCommand,
} from '../../../query/esql/syntax.js';
import { columnNamed, Selection, withColumns } from '../columns.js';
import { compile } from '../expressions/compile.js';
import { NotEvaluable } from '../failure.js';
import { type Column, type Environment, type Next, type Sink, StoredColumn, sourceColumn } from '../stage.js';
import { type Value, valuesOf } from '../values/value.js';

/** WHERE keeps the rows for which its condition is true. */
export function whereSink(
  { condition }: WhereCommand,
  columns: readonly Column[],
  next: Next,
  environment: Environment,
): Sink {
  const test = compile(condition, { columns, environment });
  const selection = new Selection();
  const sink = next(selection.view(columns));
  return {
    push(rows) {
      const chosen: number[] = [];
      for (let row = 0; row < rows; row++) if (test(row) === true) chosen.push(row);
      if (chosen.length === 0) return true;
      selection.choose(chosen);
      return sink.push(chosen.length);
    },
    end: () => sink.end(),
  };
}

/** EVAL and ROW: columns are computed from left to right, and later ones see earlier ones. */
export function evalSink(
  fields: readonly Assignment[],
  columns: readonly Column[],
  next: Next,
  environment: Environment,
): Sink {
  let current = columns;
  const computed: { readonly column: StoredColumn; readonly cell: (row: number) => Value }[] = [];
  for (const field of fields) {
    if (!field.name && field.value.kind === 'column' && columnNamed(current, field.value.name)) continue;
    const cell = compile(field.value, { columns: current, environment });
    const column = new StoredColumn(
      nameOfAssignment(field, environment).text,
      environment.typeOf(field.value),
    );
    computed.push({ column, cell });
    current = withColumns(current, [column]);
  }
  const sink = next(current);
  return {
    push(rows) {
      for (const { column, cell } of computed) {
        const values: Value[] = new Array(rows);
        for (let row = 0; row < rows; row++) values[row] = cell(row);
        column.values = values;
      }
      return sink.push(rows);
    },
    end: () => sink.end(),
  };
}

/** Returns the columns that KEEP keeps, in its order (docs/semantics/esql.md#keep). */
export function keptColumns({ patterns }: ProjectCommand, columns: readonly Column[]): Column[] {
  const kept = new KeptColumns<Column>();
  for (const pattern of patterns) {
    if (pattern.isPattern) {
      const test = nameTest(pattern.text, pattern.literalStars);
      for (const column of columns)
        if (column.name !== sourceColumn && test(column.name)) kept.add(column, pattern);
    } else {
      const column = columnNamed(columns, pattern.text);
      kept.add(column ?? { name: pattern.text, type: 'keyword', at: () => null }, pattern);
    }
  }
  return [...kept.list(), ...hidden(columns)];
}

function hidden(columns: readonly Column[]): Column[] {
  return columns.filter(({ name }) => name === sourceColumn);
}

/** Returns the columns that DROP keeps. */
export function columnsWithout({ patterns }: ProjectCommand, columns: readonly Column[]): Column[] {
  const tests = patterns.map((pattern) =>
    nameTest(pattern.text, pattern.isPattern ? pattern.literalStars : allOffsets(pattern.text)),
  );
  return columns.filter(({ name }) => name === sourceColumn || !tests.some((test) => test(name)));
}

function allOffsets(text: string): number[] {
  return Array.from(text, (_, index) => index);
}

/** Returns the columns after RENAME. A column whose name is reused is dropped. */
export function renamedColumns({ clauses }: RenameCommand, columns: readonly Column[]): Column[] {
  let current = [...columns];
  for (const { from, to } of clauses) {
    const column = columnNamed(current, from.text);
    if (!column || from.text === to.text) continue;
    const moved: Column = { name: to.text, type: column.type, at: (row) => column.at(row) };
    current = current.filter(({ name }) => name !== to.text).map((one) => (one === column ? moved : one));
  }
  return current;
}

/** LIMIT keeps the first rows, overall or per group. */
export function limitSink(
  { count, groups }: LimitCommand,
  columns: readonly Column[],
  next: Next,
  environment: Environment,
): Sink {
  const most = count.kind === 'number' ? Number(count.value) : Number.POSITIVE_INFINITY;
  const cells = groups.map((group) => compile(group, { columns, environment }));
  const selection = new Selection();
  const sink = next(selection.view(columns));
  const taken = new Map<string, number>();
  let total = 0;
  return {
    push(rows) {
      const chosen: number[] = [];
      for (let row = 0; row < rows && (cells.length > 0 || total < most); row++) {
        if (cells.length > 0) {
          const key = JSON.stringify(
            cells.map((cell) => cell(row)),
            (_, value) => (typeof value === 'bigint' ? `${value}n` : value),
          );
          const found = taken.get(key) ?? 0;
          if (found >= most) continue;
          taken.set(key, found + 1);
        }
        total++;
        chosen.push(row);
      }
      if (chosen.length === 0) return cells.length > 0 || total < most;
      selection.choose(chosen);
      return sink.push(chosen.length) && (cells.length > 0 || total < most);
    },
    end: () => sink.end(),
  };
}

/** Expanding several lists multiplies the rows: a few lines of a query could fill any memory. */
const mostExpanded = 4_000_000;

/**
 * MV_EXPAND creates a row for each value. Throws a {@link NotEvaluable} if a query creates so many rows that
 * memory would run out.
 */
export function expandSink(
  { column: { text }, span }: MvExpandCommand,
  columns: readonly Column[],
  next: Next,
  { expanded: made }: Environment,
): Sink {
  const expanded = columnNamed(columns, text);
  const selection = new Selection();
  const stored = new StoredColumn(text, expanded?.type ?? 'keyword');
  const output = selection.view(columns).map((column) => (column.name === text ? stored : column));
  const sink = next(output);
  return {
    push(rows) {
      const chosen: number[] = [];
      const values: Value[] = [];
      for (let row = 0; row < rows; row++) {
        const own = expanded?.at(row) ?? null;
        for (const one of own === null ? [null] : valuesOf(own)) {
          chosen.push(row);
          values.push(one);
        }
        if (chosen.length - row > mostExpanded) break;
      }
      made.rows += chosen.length - rows;
      if (made.rows > mostExpanded)
        throw new NotEvaluable(
          `MV_EXPAND adds more than ${mostExpanded} rows, which is not evaluated`,
          span.start,
          span.end,
        );
      selection.choose(chosen);
      stored.values = values;
      return sink.push(chosen.length);
    },
    end: () => sink.end(),
  };
}

/** Passes on rows with additional columns that are computed together for each row. */
export function addedColumnsSink(
  columns: readonly Column[],
  added: readonly StoredColumn[],
  fill: (rows: number) => void,
  next: Next,
): Sink {
  const sink = next(withColumns(columns, added));
  return {
    push(rows) {
      fill(rows);
      return sink.push(rows);
    },
    end: () => sink.end(),
  };
}
