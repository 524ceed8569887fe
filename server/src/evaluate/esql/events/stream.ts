import type { Command, EsqlQuery } from '../../../query/esql/syntax.js';
import { expressionsOf, walkExpression } from '../../../query/esql/walk.js';
import type { PlanContext } from '../../plan/plan-context.js';
import type { Storage } from '../../storage/storage.js';
import type { EventObject } from '../../values/access.js';
import { createEnvironment } from '../environment.js';
import { collectTable, type EsqlTable } from '../evaluate-esql.js';
import { buildPipeline } from '../pipeline.js';
import { isOpen, pageSize, sourceColumns } from '../run-pipeline.js';
import type { Sink } from '../stage.js';
import { leadingCount, readsOnce } from './leading-commands.js';
import { schemaForEvents } from './schema-for-events.js';
import type { Page } from './source.js';

/** A query that processes events one by one and keeps only what its commands need. */
export interface EsqlStream {
  push(event: EventObject): void;
  finish(): EsqlTable;
}

interface Started {
  readonly page: Page;
  readonly sink: Sink;
  readonly table: () => EsqlTable;
}

/** Returns whether a command searches whole documents. */
function searchesDocuments(command: Command): boolean {
  let found = false;
  for (const expression of expressionsOf(command))
    walkExpression(expression, (part) => {
      if (part.kind === 'call' && (part.name === 'kql' || part.name === 'qstr')) found = true;
    });
  return found;
}

/**
 * Creates a stream that runs a query over events one by one. Returns undefined for a query that must see all
 * events first, because its result has all their fields or it reads several sources. The types of unmapped
 * fields come from the first events.
 */
export function streamEsql(
  query: string,
  tree: EsqlQuery,
  context: PlanContext,
  storage: Storage,
): EsqlStream | undefined {
  const [from, ...others] = tree.commands;
  if (from?.kind !== 'from' || !readsOnce(tree) || isOpen(tree.commands)) return undefined;
  // KQL and QSTR need the row's event, but commands such as SORT pass on rows after their page is gone.
  if (others.some((command, index) => index >= leadingCount(others) && searchesDocuments(command)))
    return undefined;
  let waiting: EventObject[] = [];
  let count = 0;
  let started: Started | undefined;
  let wantsMore = true;

  const start = (): Started => {
    const page: Page = { events: [], numbers: [] };
    const known = schemaForEvents(context, waiting);
    const schema = { ...known, typeOf: (name: string) => known.seenTypeOf(name) };
    const eventAt = (number: number): EventObject => page.events[number - page.numbers[0]!]!;
    const { environment, fields } = createEnvironment(query, tree, schema, context, { eventAt, storage });
    const { collect, table } = collectTable(tree, environment);
    const sink = buildPipeline(others, sourceColumns(from, fields, schema, page), collect, environment);
    return { page, sink, table };
  };
  const flush = (): Started => {
    started ??= start();
    const { page, sink } = started;
    page.events = waiting;
    page.numbers = waiting.map((_, index) => count - waiting.length + index);
    if (waiting.length > 0 && wantsMore) wantsMore = sink.push(waiting.length);
    waiting = [];
    return started;
  };

  return {
    push(event) {
      waiting.push(event);
      count++;
      if (waiting.length === pageSize) flush();
    },
    finish() {
      const { sink, table } = flush();
      sink.end();
      return table();
    },
  };
}
