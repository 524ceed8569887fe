import type { TableQuery, TableTrace } from '../../../evaluate/plan/planned-table.js';
import type { EventObject } from '../../../evaluate/values/access.js';
import type { Expression } from '../../../query/esql/syntax.js';
import { conjunctsOf } from '../../../query/esql/walk.js';
import { buildEvents } from '../../../testing/test-events.js';
import { defaultNow } from '../../../testing/test-file.js';
import type { Span } from '../../../text/span.js';
import { plainValue } from '../plain-values.js';
import type { SolveOptions } from '../solve-plan.js';
import { repairAggregate } from './aggregates.js';
import { singleCommands } from './definitions.js';
import { namedValues } from './named-values.js';
import { type Events, fieldOf, type RepairContext, repairAll, repairCondition } from './repair.js';

const mostRounds = 60;

/** Limits of a search: the number of runs, and of events that all of them may read together. */
export interface SearchLimits {
  readonly runs: number;
  readonly read: number;
}

/**
 * How far rows get: the number of commands they pass, then the number of conditions that hold in the one that
 * drops them.
 */
export interface Reached {
  readonly commands: number;
  readonly holding: number;
  readonly failing: readonly Span[];
}

/** A search for events from which an ES|QL query creates rows. */
export interface TableSearch {
  readonly table: TableQuery;
  readonly context: RepairContext;
  /** Returns whether the limits are reached. */
  readonly isSpent: () => boolean;
  /**
   * Returns how far events get, or undefined if Elasticsearch's search would fail or the limits are reached.
   */
  readonly reach: (events: Events, end?: number) => Reached | undefined;
}

/** Starts a search. */
export function tableSearch(
  table: TableQuery,
  options: SolveOptions,
  limits: SearchLimits = { runs: 1_500, read: 60_000 },
): TableSearch {
  const commands = singleCommands(table.tree.commands);
  const left = { ...limits };
  const isSpent = (events: number): boolean => {
    left.read -= events;
    left.runs--;
    return left.read < 0 || left.runs < 0;
  };
  const search: TableSearch = {
    table,
    isSpent: () => left.read < 0 || left.runs < 0,
    context: {
      commands,
      options,
      named: namedValues(table, options.now),
      locked: new Set(),
      repairAggregate,
      valueAt(event, value, command) {
        if (value.kind !== 'column' || isSpent(1)) return undefined;
        return columnOf(table, event, value.name, originOf(search, command));
      },
      settle(event, command, locked) {
        const end = originOf(search, command);
        const own = { ...search, context: { ...search.context, locked } };
        return searchEvents(own, [event], { end, depth: mostDepth })?.[0];
      },
    },
    reach(events, end) {
      return isSpent(events.length) ? undefined : reached(table, events, end);
    },
  };
  return search;
}

/** Returns a column's value before a command, or undefined if there is no row. */
function columnOf(table: TableQuery, event: EventObject, name: string, command: number): unknown {
  try {
    const { columns, rows } = table.behind(command - 1, built([event]));
    const [row] = rows;
    return row?.[columns.findIndex((column) => column.name === name)];
  } catch {
    return undefined;
  }
}

/** Returns the index in the query for a command of the list in which each command creates one column. */
function originOf({ table, context }: TableSearch, command: number): number {
  const { start } = context.commands[command]!.span;
  return table.tree.commands.findIndex(({ span }) => span.start === start);
}

function built(events: Events): readonly EventObject[] {
  return buildEvents(events, {}, defaultNow).events;
}

function reached(table: TableQuery, events: Events, last?: number): Reached | undefined {
  let trace: TableTrace;
  try {
    trace = table.trace(built(events));
  } catch {
    return undefined;
  }
  const first = trace.commands.findIndex(({ rowsOut }) => rowsOut === 0);
  const end = first < 0 ? trace.commands.length : first;
  if (first < 0 || (last !== undefined && first >= last)) return { commands: end, holding: 0, failing: [] };
  const { lost, span } = trace.commands[end]!;
  const groups = lost.map(({ conditions }) => {
    const failing = conditions.filter(({ holds }) => !holds).map((condition) => condition.span);
    return { commands: end, holding: conditions.length - failing.length, failing };
  });
  return groups.sort((a, b) => b.holding - a.holding)[0] ?? { commands: end, holding: 0, failing: [span] };
}

/**
 * Returns an event with a common value in each field that a query reads: without values, conditions would be
 * null.
 */
export function plainEvent({ fields }: TableQuery, { catalogue, seed }: SolveOptions): EventObject {
  const event: Record<string, unknown> = {};
  for (const name of fields) {
    if (name.startsWith('_') || name === '@timestamp') continue;
    const field = fieldOf(name);
    const info = catalogue.get(field);
    event[field] = plainValue(field, info?.mapping, info, seed);
  }
  return event;
}

/** How far rows must get, and how deeply searches are nested. */
interface Extent {
  readonly end?: number;
  readonly depth: number;
}

const mostDepth = 2;
/** Limit of changes to repair after rows get less far. */
const mostSettled = 6;

/** Changes events until a query creates a row from them; a change is kept if rows get further. */
export function searchEvents(
  search: TableSearch,
  start: Events,
  { end, depth }: Extent = { depth: 0 },
): Events | undefined {
  let events = start;
  let best = search.reach(events, end);
  for (let round = 0; best && best.failing.length > 0 && round < mostRounds; round++) {
    const found = furtherThan(best, events, search, { ...(end !== undefined && { end }), depth });
    if (!found) return undefined;
    events = found.events;
    best = found.reached;
  }
  return best?.failing.length === 0 ? events : undefined;
}

/** Limit of runs of a whole query only to simplify its events. */
const mostTrimmed = 4_000;

/** Removes fields from events if the query still creates a row. */
export function trimmed(search: TableSearch, events: Events): Events {
  const names = [...new Set(events.flatMap((event) => Object.keys(event)))];
  if (names.length * events.length > mostTrimmed) return events;
  return names.reduce<Events>((current, name) => {
    const without = current.map(({ [name]: _, ...others }) => others);
    return search.reach(without)?.failing.length === 0 ? without : current;
  }, events);
}

interface Step {
  readonly events: Events;
  readonly reached: Reached;
}

function furtherThan(
  best: Reached,
  events: Events,
  search: TableSearch,
  { end, depth }: Extent,
): Step | undefined {
  const worse: Events[] = [];
  for (const changed of changesFor(best, events, search)) {
    const reached = search.reach(changed, end);
    if (search.isSpent()) return undefined;
    if (!reached) continue;
    if (compare(reached, best) > 0) return { events: changed, reached };
    if (reached.commands < best.commands && worse.length < mostSettled) worse.push(changed);
  }
  if (depth >= mostDepth) return undefined;
  // Earlier conditions may hold again without a change that was made for the later one.
  for (const changed of worse) {
    const settled = searchEvents(search, changed, { end: best.commands, depth: depth + 1 });
    const reached = settled && search.reach(settled, end);
    if (settled && reached && compare(reached, best) > 0) return { events: settled, reached };
  }
  return undefined;
}

function compare(a: Reached, b: Reached): number {
  return a.commands - b.commands || a.holding - b.holding;
}

/** Yields changes that make each failing condition hold, then all of them together. */
function* changesFor({ commands, failing }: Reached, events: Events, search: TableSearch): Generator<Events> {
  const conditions = conditionsAt(search.table, commands).filter(({ span }) =>
    failing.some(({ start, end }) => start === span.start && end === span.end),
  );
  const at = positionOf(search, commands);
  for (const condition of conditions) yield* repairCondition(condition, true, events, at, search.context);
  if (conditions.length > 1) yield* repairAll(conditions, true, events, at, search.context);
}

/** Returns the conditions of the command at an index, all of which must hold. */
export function conditionsAt({ tree }: TableQuery, command: number): readonly Expression[] {
  const own = tree.commands[command];
  return own?.kind === 'where' ? conjunctsOf(own.condition) : [];
}

/** Returns the index of a command in the list in which each command creates one column. */
export function positionOf({ table, context }: TableSearch, command: number): number {
  const { start } = table.tree.commands[command]!.span;
  return context.commands.findIndex(({ span }) => span.start === start);
}
