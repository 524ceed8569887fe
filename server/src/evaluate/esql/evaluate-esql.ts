import type { EsqlQuery } from '../../query/esql/syntax.js';
import type { EsqlType } from '../../query/esql/types.js';
import type { PlanContext } from '../plan/plan-context.js';
import { memoryStorage } from '../storage/memory-storage.js';
import type { List, Storage } from '../storage/storage.js';
import type { EventObject } from '../values/access.js';
import { shownColumns } from './columns.js';
import { createEnvironment } from './environment.js';
import { schemaForEvents } from './events/schema-for-events.js';
import type { NotEvaluable, SearchFailure } from './failure.js';
import type { Observer } from './pipeline.js';
import { type Input, runPipeline } from './run-pipeline.js';
import type { Column, Environment, Sink } from './stage.js';
import { subqueryReader } from './subquery-column.js';
import { type Value, valuesOf } from './values/value.js';

/** The inputs of a query run. */
export interface EsqlInput {
  readonly context: PlanContext;
  readonly events: List<EventObject>;
  readonly observe?: Observer | undefined;
  /** How many commands to run, to see intermediate rows. Runs all if missing. */
  readonly commands?: number;
  /** Where large numbers of rows are kept. In memory if missing. */
  readonly storage?: Storage | undefined;
}

/** A row of a query's result. */
export interface TableRow {
  readonly values: readonly Value[];
  /** The numbers of the events that the row comes from. */
  readonly origins: readonly number[];
}

export interface EsqlTable {
  readonly kind: 'table';
  readonly columns: readonly { readonly name: string; readonly type: EsqlType }[];
  readonly rows: List<TableRow>;
  readonly warnings: readonly string[];
}

/**
 * Runs a valid query over events in memory and returns the rows that Elasticsearch would return. Throws a
 * {@link NotEvaluable} for anything that needs a cluster, and a {@link SearchFailure} if the search fails.
 */
export function evaluateEsql(
  query: string,
  tree: EsqlQuery,
  { context, events, observe, commands, storage = memoryStorage }: EsqlInput,
): EsqlTable {
  const schema = schemaForEvents(context, events);
  const eventAt = (number: number): EventObject => events.at(number)!;
  const created = createEnvironment(query, tree, schema, context, { eventAt, storage });
  const environment: Environment = {
    ...created.environment,
    subqueryColumn: subqueryReader(() => ({ ...input, observe: undefined })),
  };
  const given = context.givenFields ?? [];
  const input: Input = { events, schema, environment, fields: created.fields, given, observe };
  const run = { ...tree, commands: tree.commands.slice(0, commands) };
  const collector = collectTable(run, environment);
  runPipeline(run, input, collector.collect);
  return collector.table();
}

/** Collects the rows of a query's result. */
export function collectTable(
  tree: EsqlQuery,
  environment: Environment,
): { readonly collect: (columns: readonly Column[]) => Sink; readonly table: () => EsqlTable } {
  const rows = environment.storage.list<TableRow>();
  let shown: Column[] = [];
  return {
    collect(columns) {
      shown = shownColumns(columns);
      const source = environment.sourceOf(columns);
      return {
        push(count) {
          for (let row = 0; row < count; row++)
            rows.add({
              values: shown.map((column) => column.at(row)),
              origins: source ? (valuesOf(source.at(row)) as number[]) : [],
            });
          return true;
        },
        end() {},
      };
    },
    table() {
      warnOfOrder(tree, environment);
      const columns = shown.map(({ name, type }) => ({ name, type }));
      return { kind: 'table', columns, rows, warnings: environment.warnings.list() };
    },
  };
}

/** Reports Elasticsearch's warning about a sort order that is lost (docs/semantics/esql.md#lookup-join). */
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
