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

/** Most runs of one search, and events that all of them may read together. */
export interface SearchLimits {
  readonly runs: number;
  readonly read: number;
}

/** How far rows come: the commands that they pass, then the conditions that hold of the one that drops them. */
export interface Reached {
  readonly commands: number;
  readonly holding: number;
  readonly failing: readonly Span[];
}

/** A search for events that an ES|QL query makes rows of. */
export interface TableSearch {
  readonly table: TableQuery;
  readonly context: RepairContext;
  /** Whether nothing more may be run. */
  readonly isSpent: () => boolean;
  /** Returns how far events come; undefined where the search of Elasticsearch would fail, or too much was run. */
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

/** Returns the value that a column has in front of a command; undefined where there is no row. */
function columnOf(table: TableQuery, event: EventObject, name: string, command: number): unknown {
  try {
    const { columns, rows } = table.behind(command - 1, built([event]));
    const [row] = rows;
    return row?.[columns.findIndex((column) => column.name === name)];
  } catch {
    return undefined;
  }
}

/** Returns the index in the query of a command among those that make one column each. */
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

/** An event in which each field that a query reads has a usual value: without one conditions would be null. */
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

/** How far rows must come, and how many searches this one is within. */
interface Extent {
  readonly end?: number;
  readonly depth: number;
}

const mostDepth = 2;
/** Changes after which rows come less far that are mended. */
const mostSettled = 6;

/** Changes events until a query makes a row of them; a change stays where rows come further. */
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

/** Runs of a whole query for the sake of readers only. */
const mostTrimmed = 4_000;

/** Returns events without the fields that a query makes a row without, too. */
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
  // Earlier conditions may hold again without what was changed for the later one.
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

/** Yields changes that make each of the conditions hold that fail, then all of them. */
function* changesFor({ commands, failing }: Reached, events: Events, search: TableSearch): Generator<Events> {
  const conditions = conditionsAt(search.table, commands).filter(({ span }) =>
    failing.some(({ start, end }) => start === span.start && end === span.end),
  );
  const at = positionOf(search, commands);
  for (const condition of conditions) yield* repairCondition(condition, true, events, at, search.context);
  if (conditions.length > 1) yield* repairAll(conditions, true, events, at, search.context);
}

/** Returns the conditions of the command at an index, of which all must hold. */
export function conditionsAt({ tree }: TableQuery, command: number): readonly Expression[] {
  const own = tree.commands[command];
  return own?.kind === 'where' ? conjunctsOf(own.condition) : [];
}

/** Returns the index of a command among those that make one column each. */
export function positionOf({ table, context }: TableSearch, command: number): number {
  const { start } = table.tree.commands[command]!.span;
  return context.commands.findIndex(({ span }) => span.start === start);
}
