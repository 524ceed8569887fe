import type { TableQuery, TableTrace } from '../../evaluate/plan/planned-table.js';
import { prepareQuery } from '../../evaluate/prepare/prepare-query.js';
import type { EventObject } from '../../evaluate/values/access.js';
import type { Span } from '../../text/span.js';
import { constantsIn } from './constants.js';
import { alternativesIn, type Definitions, definitionsIn, mentions } from './esql-sources.js';
import { plainValue, unusualValues } from './plain-values.js';
import { absent } from './solve-field.js';
import { solveFilter } from './solve-filter.js';
import type { SolveOptions } from './solve-plan.js';

/** Traces of one rule; each runs the whole query. */
const mostTraces = 600;

/** Further constants of one condition are unlikely to help. */
const mostConstants = 100;

/** Each trace runs the query, which takes too long for a longer one. */
const longestQuery = 20_000;

/** How far a row comes: the commands that it passes, then the conditions that hold of the one that drops it. */
interface Reached {
  readonly commands: number;
  readonly holding: number;
  readonly failing: readonly Span[];
}

/**
 * Changes an event until its row passes the commands of an ES|QL query up to the first group, or up to the end: the fields of a
 * condition that fails get the constants that stand in it and in what its columns are computed from, and a change stays when
 * the row comes further.
 */
export function climbTable(table: TableQuery, start: EventObject, options: SolveOptions): EventObject {
  if (options.query.length > longestQuery) return start;
  let event: EventObject = withPlainValues(table, { ...start, ...fieldsOfKql(options) }, options);
  const definitions = definitionsIn(options.query);
  let best = reached(table, [event]);
  let traces = 1;
  for (let round = 0; best && best.failing.length > 0 && round < 40; round++) {
    const before: Reached = best;
    for (const change of changesFor(table, before.failing, event, definitions, options)) {
      if (traces++ > mostTraces) return event;
      const changed = apply(event, change);
      const now = reached(table, [changed]);
      if (!now || compare(now, before) <= 0) continue;
      event = changed;
      best = now;
      break;
    }
    if (best === before) return event;
  }
  return event;
}

/** Returns how far events come; undefined where the search fails. */
export function reached(table: TableQuery, events: readonly EventObject[]): Reached | undefined {
  let trace: TableTrace;
  try {
    trace = table.trace(events);
  } catch {
    return undefined;
  }
  const end = trace.commands.findIndex(({ rowsOut }) => rowsOut === 0);
  if (end < 0) return { commands: trace.commands.length, holding: 0, failing: [] };
  const { lost, span } = trace.commands[end]!;
  const [row] = lost;
  if (!row) return { commands: end, holding: 0, failing: [span] };
  const failing = row.conditions.filter(({ holds }) => !holds).map((condition) => condition.span);
  return { commands: end, holding: row.conditions.length - failing.length, failing };
}

function compare(a: Reached, b: Reached): number {
  return a.commands - b.commands || a.holding - b.holding;
}

/** The fields that the KQL in a query asks for. */
function fieldsOfKql(options: SolveOptions): EventObject {
  const fields: Record<string, unknown> = {};
  for (const [, raw, quoted] of options.query.matchAll(
    /\bkql\s*\(\s*(?:"""([\s\S]*?)"""|"((?:[^"\\]|\\.)*)")/gi,
  )) {
    const text = raw ?? quoted!.replace(/\\(.)/g, '$1');
    const prepared = prepareQuery(text, 'kuery', { catalogue: options.catalogue });
    if (!prepared.ok || prepared.planned.kind !== 'event') continue;
    Object.assign(fields, solveFilter(prepared.planned.filter, true, { ...options, query: text })?.event);
  }
  return fields;
}

interface Change {
  readonly field: string;
  readonly value: unknown;
}

function apply(event: EventObject, { field, value }: Change): EventObject {
  const { [field]: _, ...others } = event;
  return value === absent ? others : { ...others, [field]: value };
}

/** Fields without a value make conditions null: all that the query reads have one at first. */
function withPlainValues({ fields }: TableQuery, start: EventObject, options: SolveOptions): EventObject {
  const event: Record<string, unknown> = { ...start };
  for (const name of fields) {
    if (event[name] !== undefined || name.startsWith('_') || name === '@timestamp') continue;
    const info = options.catalogue.get(name);
    event[name] = plainValue(name, info?.mapping, info, options.seed);
  }
  return event;
}

function* changesFor(
  { fields }: TableQuery,
  failing: readonly Span[],
  event: EventObject,
  definitions: Definitions,
  options: SolveOptions,
): Generator<Change> {
  for (const { start, end } of failing) {
    const text = options.query.slice(start, end);
    const sources = [text, ...definitions(text)];
    const constants = sources.flatMap(constantsIn).slice(0, mostConstants);
    const named = fields.filter((name) => sources.some((source) => mentions(source, name)));
    for (const field of named) {
      const info = options.catalogue.get(field);
      const plain = [1, 2].map((number) => plainValue(field, info?.mapping, info, options.seed + number));
      const excluded = unusualValues(info?.mapping);
      for (const value of [
        ...alternativesIn(sources),
        ...constants,
        ...plain,
        ...excluded,
        true,
        plain,
        absent,
      ])
        if (value !== event[field]) yield { field, value };
    }
  }
}
