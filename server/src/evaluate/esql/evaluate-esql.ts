import type { FieldCatalogue } from '../../fields/catalogue.js';
import { loadEcsCatalogue } from '../../fields/ecs.js';
import { type FieldMapping, type FieldType, toFieldMapping } from '../../fields/field-type.js';
import { verifyEsql } from '../../query/esql/check.js';
import { parseEsql } from '../../query/esql/parse.js';
import { metadataTypes } from '../../query/esql/metadata-fields.js';
import { resolveQuery } from '../../query/esql/resolve/resolve.js';
import { type EsqlSchema, schemaOf } from '../../query/esql/resolve/schema.js';
import type { Command, EsqlQuery, Expression, FromCommand, Pipeline } from '../../query/esql/syntax.js';
import type { EsqlType } from '../../query/esql/types.js';
import type { Problem } from '../../text/problem.js';
import { nowOf, prepareQuery } from '../prepare/prepare-query.js';
import { compilePlan } from '../plan/compile.js';
import type { EventObject } from '../values/access.js';
import { fieldNames } from '../values/field-names.js';
import { emitParts, RowStore, shownColumns, type StoredRows, withColumns } from './columns.js';
import { NotEvaluable, SearchFailure } from './failure.js';
import { buildPipeline, type Observer } from './pipeline.js';
import { fieldColumn, indexTest, metadataColumn, originColumn, type Page } from './source.js';
import { type Column, type Environment, type LookupTable, type Sink, sourceColumn } from './stage.js';
import { compareText, type Value, valuesOf } from './values/value.js';
import { collectWarnings } from './warnings.js';
import { evalSink } from './commands/rows.js';

export interface EsqlOptions {
  readonly now?: string | undefined;
  readonly fields?: Readonly<Record<string, FieldType>> | undefined;
  readonly strictFields?: boolean | undefined;
  readonly catalogue?: FieldCatalogue | undefined;
  readonly tables?: ReadonlyMap<string, LookupTable> | undefined;
  readonly observe?: Observer | undefined;
}

export interface EsqlTable {
  readonly kind: 'table';
  readonly columns: readonly { readonly name: string; readonly type: EsqlType }[];
  readonly rows: readonly (readonly Value[])[];
  /** The numbers of the events that each row comes from. */
  readonly origins: readonly (readonly number[])[];
  readonly warnings: readonly string[];
}

export type EsqlResult = EsqlTable | { readonly kind: 'error'; readonly problems: readonly Problem[] };

const pageSize = 1_024;

/** Runs a query over events in memory, with the rows that Elasticsearch would return. Never throws on a bad query. */
export function evaluateEsql(query: string, events: readonly EventObject[], options: EsqlOptions): EsqlResult {
  const { tree, problems } = parseEsql(query);
  if (!tree || problems.length > 0) return { kind: 'error', problems };
  const schema = schemaForEvents(query, tree, events, options);
  const refused = verifyEsql(query, tree, schema).map(({ kind, ...problem }): Problem => problem);
  if (refused.length > 0) return { kind: 'error', problems: refused };
  try {
    return runQuery(query, tree, events, schema, options);
  } catch (error) {
    if (error instanceof NotEvaluable) {
      const { message, start, end } = error;
      return { kind: 'error', problems: [{ code: 'not-supported', severity: 'information', message, span: { start, end } }] };
    }
    if (!(error instanceof SearchFailure)) throw error;
    const span = { start: 0, end: query.length };
    return { kind: 'error', problems: [{ code: 'query-runtime', severity: 'error', message: error.message, span }] };
  }
}

/** The types of fields: those given, those known, then what the values are (DESIGN section 2). */
function schemaForEvents(
  query: string,
  tree: EsqlQuery,
  events: readonly EventObject[],
  options: EsqlOptions,
): EsqlSchema {
  const given = new Map(Object.entries(options.fields ?? {}).map(([name, type]) => [name, toFieldMapping(type)]));
  const catalogue = options.catalogue ?? loadEcsCatalogue();
  const mappingOf = (name: string): FieldMapping | undefined => given.get(name) ?? catalogue.get(name)?.mapping;
  const known = schemaOf({ mappingOf });
  const inferred = new Map<string, EsqlType | undefined>();
  const infer = (name: string): EsqlType | undefined => {
    if (inferred.has(name)) return inferred.get(name);
    const type = name === '@timestamp' ? 'datetime' : typeOfValues(name, events);
    inferred.set(name, type);
    return type;
  };
  const typeOf = (name: string): EsqlType | undefined => known.typeOf(name) ?? infer(name);
  const table = (name: string): LookupTable['columns'] | undefined => tableFields(options.tables?.get(name));
  if (!options.strictFields) return { ...known, typeOf: (name) => typeOf(name) ?? 'keyword', isComplete: false, table };
  return {
    ...known,
    typeOf: (name) => (given.has(name) || catalogue.knows(name) ? (known.typeOf(name) ?? 'keyword') : infer(name)),
    isComplete: true,
    names: () => [...given.keys(), ...catalogue.names()],
    table,
  };
}

/** The columns that a table adds: of a policy those that it enriches with. */
function tableFields(table: LookupTable | undefined): LookupTable['columns'] | undefined {
  const fields = table?.policy?.enrichFields;
  return fields ? table.columns.filter(({ name }) => fields.includes(name)) : table?.columns;
}

function typeOfValues(name: string, events: readonly EventObject[]): EsqlType | undefined {
  const column = fieldColumn(name, 'source', { events, numbers: [] });
  let found: EsqlType | undefined;
  for (let row = 0; row < events.length && row < pageSize; row++) {
    if (column.at(row) === null) continue;
    const type = typeOfRaw(rawOf(events[row]!, name));
    if (found === 'long' && type === 'double') found = 'double';
    else found ??= type;
    if (found !== 'long') break;
  }
  return found;
}

function rawOf(event: EventObject, name: string): unknown {
  let node: unknown = event[name];
  if (node === undefined) {
    node = event;
    for (const part of name.split('.')) node = typeof node === 'object' && node !== null ? (node as EventObject)[part] : undefined;
  }
  return Array.isArray(node) ? node[0] : node;
}

function typeOfRaw(raw: unknown): EsqlType {
  if (typeof raw === 'boolean') return 'boolean';
  if (typeof raw === 'bigint') return 'long';
  if (typeof raw === 'number') return Number.isInteger(raw) ? 'long' : 'double';
  return 'keyword';
}

function runQuery(
  query: string,
  tree: EsqlQuery,
  events: readonly EventObject[],
  schema: EsqlSchema,
  options: EsqlOptions,
): EsqlTable {
  const types = new Map<Expression, EsqlType>();
  const names = new Set<string>();
  resolveQuery(query, tree, schema, {
    use(expression, { type, column }) {
      types.set(expression, type);
      if (expression.kind === 'column' && column?.origin === 'field' && column.field !== undefined) names.add(column.field);
    },
  });
  const warnings = collectWarnings(query);
  const environment: Environment = {
    text: query,
    now: Number(nowOf(options.now) / 1_000_000n),
    warnings,
    typeOf: (expression) => types.get(expression) ?? 'unknown',
    sourceOf: (columns) => columns.find(({ name }) => name === sourceColumn),
    table: (name) => options.tables?.get(name),
    documentTest: (language, text) => documentTest(language, text, events, options),
  };
  const rows: Value[][] = [];
  const origins: number[][] = [];
  let shown: Column[] = [];
  const collect = (columns: readonly Column[]): Sink => {
    shown = shownColumns(columns);
    const source = environment.sourceOf(columns);
    return {
      push(count) {
        for (let row = 0; row < count; row++) {
          rows.push(shown.map((column) => column.at(row)));
          origins.push(source ? (valuesOf(source.at(row)) as number[]) : []);
        }
        return true;
      },
      end() {},
    };
  };
  runPipeline(tree, { events, schema, environment, names, options }, collect);
  warnOfOrder(tree, environment);
  return {
    kind: 'table',
    columns: shown.map(({ name, type }) => ({ name, type })),
    rows,
    origins,
    warnings: warnings.list(),
  };
}

/** What the commands of a query, and of those in parentheses, read from. */
interface Input {
  readonly events: readonly EventObject[];
  readonly schema: EsqlSchema;
  readonly environment: Environment;
  /** The fields that the query names. */
  readonly names: ReadonlySet<string>;
  readonly options: EsqlOptions;
}

function runPipeline({ commands }: Pipeline, input: Input, collect: (columns: readonly Column[]) => Sink): void {
  const { environment, options } = input;
  const [first, ...others] = commands;
  const next = (columns: readonly Column[]): Sink => {
    const sink = buildPipeline(others, columns, collect, environment, options.observe);
    return first && options.observe ? options.observe(first, columns, sink) : sink;
  };
  if (first?.kind === 'row') {
    const sink = evalSink(first.fields, [], next, environment);
    sink.push(1);
    sink.end();
    return;
  }
  if (first?.kind !== 'from' || first.name !== 'FROM')
    throw new NotEvaluable(`${first?.name ?? 'the query'} is not evaluated`, first?.nameSpan.start ?? 0, first?.nameSpan.end ?? 0);
  const subqueries = first.sources.flatMap((source) => ('kind' in source ? [source.pipeline] : []));
  if (subqueries.length === 0) readEvents(first, commands, input, next);
  else readParts(first, subqueries, commands, input, next);
}

/** FROM with queries in parentheses: their rows below each other, columns by name. */
function readParts(
  from: FromCommand,
  subqueries: readonly Pipeline[],
  commands: readonly Command[],
  input: Input,
  next: (columns: readonly Column[]) => Sink,
): void {
  const parts: StoredRows[] = [];
  const store = (columns: readonly Column[]): Sink => {
    const rows = new RowStore(columns);
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
  { events, schema, names, options }: Input,
  next: (columns: readonly Column[]) => Sink,
): void {
  const patterns = from.sources.flatMap((source) => ('text' in source ? [source.text] : []));
  const isWanted = indexTest(patterns);
  const wanted = new Set(names);
  const sees = isOpen(commands);
  if (sees) for (const name of Object.keys(options.fields ?? {})) wanted.add(name);
  const chosen: number[] = [];
  events.forEach((event, index) => {
    if (!isWanted(event)) return;
    chosen.push(index);
    if (sees) for (const name of fieldNames(event)) if (!metadataTypes.has(name)) wanted.add(name);
  });
  const page: Page = { events: [], numbers: [] };
  const fields = [...wanted].sort(compareText).map((name) => fieldColumn(name, schema.typeOf(name) ?? 'keyword', page));
  const metadata = (from.metadata?.names ?? []).map(({ text }) => metadataColumn(text, metadataTypes.get(text) ?? 'keyword', page));
  const sink = next([...withColumns(fields, metadata), originColumn(page)]);
  for (let start = 0; start < chosen.length; start += pageSize) {
    page.numbers = chosen.slice(start, start + pageSize);
    page.events = page.numbers.map((index) => events[index]!);
    if (!sink.push(page.numbers.length)) break;
  }
  sink.end();
}

/** Whether all fields of the events can be seen at the end, or by a pattern of names. */
function isOpen(commands: readonly Command[]): boolean {
  for (const command of commands) {
    if (command.kind === 'stats') return false;
    if (command.kind === 'keep') return command.patterns.some(({ isPattern }) => isPattern);
  }
  return true;
}

function documentTest(
  language: 'kuery' | 'lucene',
  text: string,
  events: readonly EventObject[],
  { fields, catalogue, now }: EsqlOptions,
): (event: number) => boolean {
  const prepared = prepareQuery(text, language, {
    ...(fields ? { fields } : {}),
    ...(catalogue ? { catalogue } : {}),
    ...(now === undefined ? {} : { now }),
  });
  if (!prepared.ok) throw new SearchFailure(prepared.problems[0]?.message ?? `the query in ${language} cannot run`);
  if (prepared.planned.kind !== 'event') throw new SearchFailure('the query is no condition');
  const test = compilePlan(prepared.planned.filter.plan, prepared.context.now);
  return (event) => test(events[event]!);
}

/** What Elasticsearch says of an order that gets lost (spec/ESQL.md section 9.9). */
function warnOfOrder({ commands }: EsqlQuery, { warnings }: Environment): void {
  const join = commands.findLastIndex(({ kind }) => kind === 'lookup-join');
  const sort = commands.findLastIndex(({ kind }) => kind === 'sort');
  if (join < 0 || sort < 0 || sort > join) return;
  if (commands.slice(sort).some(({ kind }) => kind === 'stats')) return;
  warnings.say(
    commands[sort]!.span,
    'SORT is followed by a LOOKUP JOIN which does not preserve order; add another SORT after the LOOKUP JOIN if order is required',
  );
}
