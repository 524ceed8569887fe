import { metadataTypes } from '../../query/esql/metadata-fields.js';
import type { EsqlSchema } from '../../query/esql/resolve/schema.js';
import type { Command, FromCommand, Pipeline } from '../../query/esql/syntax.js';
import type { EsqlType } from '../../query/esql/types.js';
import type { List } from '../storage/storage.js';
import type { EventObject } from '../values/access.js';
import { fieldNames } from '../values/field-names.js';
import { emitParts, RowStore, type StoredRows, withColumns } from './columns.js';
import { evalSink } from './commands/rows.js';
import { fieldOfName } from './events/geo-point.js';
import { fieldColumn, indexTest, metadataColumn, originColumn, type Page } from './events/source.js';
import { NotEvaluable } from './failure.js';
import { buildPipeline, type Observer } from './pipeline.js';
import type { Column, Environment, Sink } from './stage.js';
import { compareText } from './values/value.js';

/** The number of events that are passed on together. */
export const pageSize = 1_024;

/** The inputs of a query's commands, and of the subqueries in parentheses. */
export interface Input {
  readonly events: List<EventObject>;
  readonly schema: EsqlSchema;
  readonly environment: Environment;
  /** The fields that the query names, with their types. */
  readonly fields: ReadonlyMap<string, EsqlType>;
  /** Fields that the caller maps: they are columns even if no event has them. */
  readonly given: readonly string[];
  readonly observe: Observer | undefined;
}

/**
 * Runs the commands of a query or subquery; `collect` receives the rows. Throws a {@link NotEvaluable} for
 * commands that are not evaluated.
 */
export function runPipeline(
  { commands }: Pipeline,
  input: Input,
  collect: (columns: readonly Column[]) => Sink,
): void {
  const { environment, observe } = input;
  const [first, ...others] = commands;
  const next = (columns: readonly Column[]): Sink => {
    const sink = buildPipeline(others, columns, collect, environment, observe);
    return first && observe ? observe(first, columns, sink, environment) : sink;
  };
  if (first?.kind === 'row') {
    const sink = evalSink(first.fields, [], next, environment);
    sink.push(1);
    sink.end();
    return;
  }
  if (first?.kind !== 'from' || first.name !== 'FROM')
    throw new NotEvaluable(
      `${first?.name ?? 'the query'} is not evaluated`,
      first?.nameSpan.start ?? 0,
      first?.nameSpan.end ?? 0,
    );
  const subqueries = first.sources.flatMap((source) => ('kind' in source ? [source.pipeline] : []));
  if (subqueries.length === 0) readEvents(first, commands, input, next);
  else readParts(first, subqueries, commands, input, next);
}

/** Reads a FROM with queries in parentheses: concatenates their rows, and matches columns by name. */
function readParts(
  from: FromCommand,
  subqueries: readonly Pipeline[],
  commands: readonly Command[],
  input: Input,
  next: (columns: readonly Column[]) => Sink,
): void {
  const parts: StoredRows[] = [];
  const store = (columns: readonly Column[]): Sink => {
    const rows = new RowStore(columns, input.environment);
    parts.push({ columns, rows: rows.rows });
    return {
      push(count) {
        rows.add(count);
        return true;
      },
      end() {},
    };
  };
  if (from.sources.some((source) => !('kind' in source))) readEvents(from, commands, input, store);
  for (const pipeline of subqueries) runPipeline(pipeline, input, store);
  emitParts(parts, next);
}

function readEvents(
  from: FromCommand,
  commands: readonly Command[],
  { events, schema, fields, given }: Input,
  next: (columns: readonly Column[]) => Sink,
): void {
  const patterns = from.sources.flatMap((source) => ('text' in source ? [source.text] : []));
  const isWanted = indexTest(patterns);
  const wanted = new Map(fields);
  const want = (name: string): void => {
    if (!wanted.has(name)) wanted.set(name, schema.typeOf(name) ?? 'keyword');
  };
  const sees = isOpen(commands);
  if (sees) for (const name of given) want(name);
  const chosen: number[] = [];
  let number = 0;
  for (const event of events) {
    const index = number++;
    if (!isWanted(event)) continue;
    chosen.push(index);
    if (sees) for (const name of fieldNames(event)) if (!metadataTypes.has(name)) want(name);
  }
  const page: Page = { events: [], numbers: [] };
  const sink = next(sourceColumns(from, wanted, schema, page));
  for (let start = 0; start < chosen.length; start += pageSize) {
    page.numbers = chosen.slice(start, start + pageSize);
    page.events = page.numbers.map((index) => events.at(index)!);
    if (!sink.push(page.numbers.length)) break;
  }
  sink.end();
}

/**
 * Returns the columns after FROM: fields in alphabetical order, metadata, and the events that rows come from.
 */
export function sourceColumns(
  { metadata }: FromCommand,
  wanted: ReadonlyMap<string, EsqlType>,
  schema: EsqlSchema,
  page: Page,
): readonly Column[] {
  const fields = [...new Set([...wanted.keys()].map((name) => fieldOfName(name, schema)))]
    .sort(compareText)
    .map((name) => fieldColumn(name, wanted.get(name) ?? schema.typeOf(name) ?? 'keyword', page));
  const added = (metadata?.names ?? []).map(({ text }) =>
    metadataColumn(text, metadataTypes.get(text) ?? 'keyword', page),
  );
  return [...withColumns(fields, added), originColumn(page)];
}

/** Returns whether all fields of the events can be in the result, or can match a pattern of names. */
export function isOpen(commands: readonly Command[]): boolean {
  for (const command of commands) {
    if (command.kind === 'stats') return false;
    if (command.kind === 'keep') return command.patterns.some(({ isPattern }) => isPattern);
  }
  return true;
}
