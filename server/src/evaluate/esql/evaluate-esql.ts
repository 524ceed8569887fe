import { metadataTypes } from '../../query/esql/metadata-fields.js';
import { resolveQuery } from '../../query/esql/resolve/resolve.js';
import { type EsqlSchema, schemaOf } from '../../query/esql/resolve/schema.js';
import type { Command, EsqlQuery, Expression, FromCommand, Pipeline } from '../../query/esql/syntax.js';
import type { EsqlType } from '../../query/esql/types.js';
import { kqlPlanner } from '../kql/planner.js';
import { lucenePlanner } from '../lucene/planner.js';
import { compilePlan } from '../plan/compile.js';
import { foldPlan } from '../plan/fold-plan.js';
import type { PlanContext } from '../plan/plan-context.js';
import type { Planner } from '../plan/planner.js';
import type { EventObject } from '../values/access.js';
import { fieldNames } from '../values/field-names.js';
import { emitParts, RowStore, type StoredRows, shownColumns, withColumns } from './columns.js';
import { evalSink } from './commands/rows.js';
import { NotEvaluable, SearchFailure } from './failure.js';
import { buildPipeline, type Observer } from './pipeline.js';
import { fieldColumn, indexTest, metadataColumn, originColumn, type Page } from './source.js';
import { type Column, type Environment, type LookupTable, type Sink, sourceColumn } from './stage.js';
import { compareText, type Value, valuesOf } from './values/value.js';
import { collectWarnings } from './warnings.js';

/** What a query is run with. */
export interface EsqlInput {
  readonly context: PlanContext;
  readonly events: readonly EventObject[];
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

const pageSize = 1_024;

/**
 * The types of fields: those that are mapped, then what the values are (DESIGN section 2). Without events all names can be
 * fields, unless the query is checked strictly.
 */
export function schemaForEvents(
  { mappingOf, tables }: PlanContext,
  events: readonly EventObject[],
  strict?: { readonly isMapped: (name: string) => boolean; readonly knownNames: () => Iterable<string> },
): EsqlSchema {
  const known = schemaOf({ mappingOf });
  const inferred = new Map<string, EsqlType | undefined>();
  const infer = (name: string): EsqlType | undefined => {
    if (inferred.has(name)) return inferred.get(name);
    const type = typeOfValues(name, events);
    inferred.set(name, type);
    return type;
  };
  const table = (name: string): LookupTable['columns'] | undefined => tableFields(tables?.get(name));
  return {
    ...known,
    typeOf: (name) =>
      known.typeOf(name) ??
      infer(name) ??
      (strict && !strict.isMapped(name) ? undefined : events.length > 0 ? 'keyword' : undefined),
    isComplete: strict !== undefined,
    ...(strict ? { names: strict.knownNames } : {}),
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
    for (const part of name.split('.'))
      node = typeof node === 'object' && node !== null ? (node as EventObject)[part] : undefined;
  }
  return Array.isArray(node) ? node[0] : node;
}

function typeOfRaw(raw: unknown): EsqlType {
  if (typeof raw === 'boolean') return 'boolean';
  if (typeof raw === 'bigint') return 'long';
  if (typeof raw === 'number') return Number.isInteger(raw) ? 'long' : 'double';
  return 'keyword';
}

/**
 * Runs a query without problems over events in memory, with the rows that Elasticsearch would return. Throws
 * {@link NotEvaluable} for what needs a cluster, and {@link SearchFailure} where the search fails.
 */
export function evaluateEsql(
  query: string,
  tree: EsqlQuery,
  { context, events, observe }: EsqlInput,
): EsqlTable {
  const schema = schemaForEvents(context, events);
  const types = new Map<Expression, EsqlType>();
  const names = new Set<string>();
  resolveQuery(query, tree, schema, {
    use(expression, { type, column }) {
      types.set(expression, type);
      if (expression.kind === 'column' && column?.origin === 'field' && column.field !== undefined)
        names.add(column.field);
    },
  });
  const warnings = collectWarnings(query);
  const environment: Environment = {
    text: query,
    now: Number(context.now / 1_000_000n),
    warnings,
    typeOf: (expression) => types.get(expression) ?? 'unknown',
    sourceOf: (columns) => columns.find(({ name }) => name === sourceColumn),
    table: (name) => context.tables?.get(name),
    documentTest: (language, text) => documentTest(language, text, events, context),
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
  runPipeline(
    tree,
    { events, schema, environment, names, given: context.givenFields ?? [], observe },
    collect,
  );
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
  /** Fields that are mapped by whoever runs the query: they are columns, whether an event has them or not. */
  readonly given: readonly string[];
  readonly observe: Observer | undefined;
}

function runPipeline(
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
  { events, schema, names, given }: Input,
  next: (columns: readonly Column[]) => Sink,
): void {
  const patterns = from.sources.flatMap((source) => ('text' in source ? [source.text] : []));
  const isWanted = indexTest(patterns);
  const wanted = new Set(names);
  const sees = isOpen(commands);
  if (sees) for (const name of given) wanted.add(name);
  const chosen: number[] = [];
  events.forEach((event, index) => {
    if (!isWanted(event)) return;
    chosen.push(index);
    if (sees) for (const name of fieldNames(event)) if (!metadataTypes.has(name)) wanted.add(name);
  });
  const page: Page = { events: [], numbers: [] };
  const fields = [...wanted]
    .sort(compareText)
    .map((name) => fieldColumn(name, schema.typeOf(name) ?? 'keyword', page));
  const metadata = (from.metadata?.names ?? []).map(({ text }) =>
    metadataColumn(text, metadataTypes.get(text) ?? 'keyword', page),
  );
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

/** A condition in another language, on the events themselves. */
function documentTest(
  language: 'kuery' | 'lucene',
  text: string,
  events: readonly EventObject[],
  context: PlanContext,
): (event: number) => boolean {
  const planner = (language === 'kuery' ? kqlPlanner : lucenePlanner) as Planner<unknown>;
  const { tree, problems } = planner.language.parse(text);
  if (tree === undefined || problems.length > 0)
    throw new SearchFailure(problems[0]?.message ?? 'the query cannot be read');
  const [plan] = planner.conditions(tree, text, context);
  const test = compilePlan(foldPlan(plan!), context.now);
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
