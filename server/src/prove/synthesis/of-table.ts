import type { PlanNode } from '../../evaluate/plan/plan.js';
import { plannedFilter } from '../../evaluate/plan/planned-filter.js';
import type { PlannedTableQuery } from '../../evaluate/plan/planned-query.js';
import type { TableQuery } from '../../evaluate/plan/planned-table.js';
import type { EventObject } from '../../evaluate/values/access.js';
import { climbTable } from './climb-table.js';
import { conditionText, type Draft, matchDraft, missDraft } from './draft.js';
import { definitionsIn, mentions } from './esql-sources.js';
import { plainValue } from './plain-values.js';
import { flipConditions, solveFilter } from './solve-filter.js';
import type { SolveOptions } from './solve-plan.js';
import type { SynthesisRequest, SynthesizedCase } from './synthesized.js';

/** A group of more events is not made, nor more events in all groups that are tried. */
const mostEvents = 1_100;
const mostTried = 15_000;

/** How many events are tried for a group: few, then as many as the numbers of the query suggest. */
function sizesFor(query: string): readonly number[] {
  const numbers = [...query.matchAll(/(?<![\w."])\d{1,4}(?![\w."])/g)].map(([number]) => Number(number));
  const sizes = new Set([1, 2, 3, 4, ...numbers.flatMap((number) => [number, number + 1])]);
  return [...sizes].filter((size) => size > 0 && size <= mostEvents).sort((a, b) => a - b);
}

/** The fields that groups are made by, also through what is computed from them. */
function keysOf(query: string, fields: readonly string[]): ReadonlySet<string> {
  const clauses = [...query.matchAll(/\bby\b([^|]*)/gi)].map(([, clause = '']) => clause);
  const definitions = definitionsIn(query);
  const sources = clauses.flatMap((clause) => [clause, ...definitions(clause)]);
  return new Set(fields.filter((name) => sources.some((source) => mentions(source, name))));
}

/** Cases of an ES|QL rule: events that pass its first conditions, as many and as different as its groups need. */
export function* draftsOfTable(
  { table, filter }: PlannedTableQuery,
  request: SynthesisRequest,
  options: SolveOptions,
  isTrue: (one: SynthesizedCase) => boolean,
): Generator<Draft> {
  const plan: PlanNode = { kind: 'all', children: [filter.plan, table.leading], span: filter.span };
  const leading = plannedFilter(plan, filter.span, options.now);
  const first = solveFilter(leading, true, options);
  const solved = first && { ...first, event: climbTable(table, first.event, options) };
  const shapes = shapesOf(table, options.query);
  const keys = keysOf(options.query, table.fields);
  const made = (own: Shape, event: EventObject) => ({
    events: groupOf(event, own, table.fields, keys, options),
  });
  const match = (shape: Shape, event: EventObject) => matchDraft('match', [made(shape, event)]);
  const shape = solved && shapes.find((one) => match(one, solved.event).versions.every(isTrue));
  if (request.match) yield shape ? match(shape, solved.event) : matchDraft('match', []);
  if (!solved || !shape || !request.nearMisses) return;
  if (shape.size > 1) {
    const smaller = { ...shape, size: shape.size - 1 };
    yield missDraft(
      'fewer events',
      shapes.filter(({ size }) => size < shape.size).length > 0
        ? [made(smaller, solved.event), made({ ...shape, size: 1 }, solved.event)]
        : [],
    );
  }
  for (const { leaf, event } of flipConditions(leading, solved, options)) {
    const name = `fails ${conditionText(options.query, leaf.span)}`;
    yield missDraft(name, event ? [made(shape, event)] : [], leaf.span);
  }
}

/** Returns events that an ES|QL query matches; undefined when none were found. */
export function matchOfTable(
  planned: PlannedTableQuery,
  options: SolveOptions,
  isTrue: (one: SynthesizedCase) => boolean,
): readonly EventObject[] | undefined {
  const request = { match: true, nearMisses: false, eachValue: false, seed: options.seed };
  for (const { versions } of draftsOfTable(planned, request, options, isTrue))
    for (const { events } of versions) return events;
  return undefined;
}

/** How many events a group has, and in which fields they differ: `rest` are all but those that groups are made by. */
interface Shape {
  readonly size: number;
  readonly distinct: 'all' | 'rest' | 'none' | string;
}

/** The shapes to try: of several events those that are alike, that differ in all fields, and that differ in one. */
function shapesOf({ isAggregating, fields }: TableQuery, query: string): readonly Shape[] {
  if (!isAggregating) return [{ size: 1, distinct: 'none' }];
  const shapes: Shape[] = [];
  let tried = 0;
  for (const size of sizesFor(query)) {
    const ways = size === 1 ? ['none'] : size > 20 ? ['rest', 'none'] : ['rest', 'none', 'all', ...fields];
    for (const distinct of ways) {
      tried += size;
      if (tried <= mostTried) shapes.push({ size, distinct });
    }
  }
  return shapes;
}

/** Events of one group: with other values in the fields that they differ in. */
function groupOf(
  event: EventObject,
  { size, distinct }: Shape,
  fields: readonly string[],
  keys: ReadonlySet<string>,
  options: SolveOptions,
): readonly EventObject[] {
  const names = fields.filter((name) => !name.startsWith('_') && name !== '@timestamp');
  return Array.from({ length: size }, (_, index) => {
    const own: Record<string, unknown> = { ...event };
    for (const name of names) {
      const differs = distinct === 'all' || distinct === name || (distinct === 'rest' && !keys.has(name));
      if (own[name] !== undefined && (index === 0 || !differs)) continue;
      const info = options.catalogue.get(name);
      const number = differs ? index : 0;
      own[name] = plainValue(name, info?.mapping, info, options.seed + number);
    }
    return own;
  });
}
