import type { StoredList } from '../storage/storage.js';
import { type Column, type Environment, type Next, type Sink, StoredColumn, sourceColumn } from './stage.js';
import type { Value } from './values/value.js';

/** Returns the column with a name. */
export function columnNamed(columns: readonly Column[], name: string): Column | undefined {
  return columns.findLast((column) => column.name === name);
}

/** Appends columns and replaces those with the same name (docs/semantics/esql.md#eval). */
export function withColumns(columns: readonly Column[], added: readonly Column[]): Column[] {
  const names = new Set(added.map(({ name }) => name));
  return [...columns.filter(({ name }) => !names.has(name)), ...added];
}

/** Passes on selected rows. */
export class Selection {
  private rows: readonly number[] = [];

  view(columns: readonly Column[]): Column[] {
    return columns.map((column) => ({
      name: column.name,
      type: column.type,
      at: (row) => column.at(this.rows[row]!),
    }));
  }

  choose(rows: readonly number[]): void {
    this.rows = rows;
  }
}

/** Stores whole rows until all of them have arrived. */
export class RowStore {
  readonly rows: StoredList<readonly Value[]>;

  constructor(
    private readonly columns: readonly Column[],
    { storage }: Environment,
  ) {
    this.rows = storage.list();
  }

  add(count: number): void {
    for (let row = 0; row < count; row++) this.rows.add(this.columns.map((column) => column.at(row)));
  }
}

const pageSize = 1024;

/** Passes on rows, page by page. */
export function emitRows(
  columns: readonly Pick<Column, 'name' | 'type'>[],
  next: Next,
): { emit(rows: Iterable<readonly Value[]>): void; sink: Sink } {
  const stored = columns.map(({ name, type }) => new StoredColumn(name, type));
  const sink = next(stored);
  return {
    sink,
    emit(rows) {
      for (const page of pagesOf(rows)) {
        stored.forEach((column, index) => {
          column.values = page.map((row) => row[index] ?? null);
        });
        if (!sink.push(page.length)) return;
      }
    },
  };
}

function* pagesOf<Row>(rows: Iterable<Row>): Iterable<readonly Row[]> {
  let page: Row[] = [];
  for (const row of rows) {
    page.push(row);
    if (page.length < pageSize) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

/** Rows with their columns. */
export interface StoredRows {
  readonly columns: readonly Column[];
  readonly rows: StoredList<readonly Value[]>;
}

/** Column types that say nothing about the values in other results. */
const withoutType: ReadonlySet<Column['type']> = new Set<Column['type']>(['null', 'unknown']);

/**
 * Emits several results in order. Columns are matched by name. A column missing from a result is null in its
 * rows.
 */
export function emitParts(
  parts: readonly StoredRows[],
  next: Next,
  more: readonly {
    readonly name: string;
    readonly type: Column['type'];
    readonly of: (part: number) => Value;
  }[] = [],
): Sink {
  const named = new Map<string, Column>();
  for (const { columns } of parts)
    for (const column of columns) {
      const other = named.get(column.name);
      if (!other || withoutType.has(other.type)) named.set(column.name, column);
    }
  const source = named.get(sourceColumn);
  named.delete(sourceColumn);
  const output = [...named.values(), ...more, ...(source ? [source] : [])];
  const { emit, sink } = emitRows(output, next);
  function* rowsOfAll(): Iterable<readonly Value[]> {
    for (const [part, { columns, rows }] of parts.entries()) {
      const positions = output.map(({ name }) => columns.findIndex((column) => column.name === name));
      for (const row of rows)
        yield positions.map((position, at) => {
          const column = output[at]!;
          return 'of' in column ? column.of(part) : (row[position] ?? null);
        });
      rows.discard();
    }
  }
  emit(rowsOfAll());
  sink.end();
  return sink;
}

/** Returns the columns that are shown to the user. */
export function shownColumns(columns: readonly Column[]): Column[] {
  return columns.filter(({ name }) => name !== sourceColumn);
}
