import type { PlanNode } from '../../evaluate/plan/plan.js';
import { plannedFilter } from '../../evaluate/plan/planned-filter.js';
import type { PlannedTableQuery } from '../../evaluate/plan/planned-query.js';
import type { TableQuery } from '../../evaluate/plan/planned-table.js';
import type { EventObject } from '../../evaluate/values/access.js';
import { climbTable } from './climb-table.js';
import { conditionText, type Draft, matchDraft, missDraft } from './draft.js';
import { plainValue } from './plain-values.js';
import { flipConditions, solveFilter } from './solve-filter.js';
import type { SolveOptions } from './solve-plan.js';
import type { SynthesisRequest, SynthesizedCase } from './synthesized.js';

/** So many events are tried for a group, one after the other. */
const sizes = [1, 2, 3, 4, 6, 11, 21, 51, 101];

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
  const shapes = shapesOf(table);
  const made = (own: Shape, event: EventObject) => ({ events: groupOf(event, own, table.fields, options) });
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

/** How many events a group has, and in which fields they differ. */
interface Shape {
  readonly size: number;
  readonly distinct: 'all' | 'none' | string;
}

/** The shapes to try: of several events those that are alike, that differ in all fields, and that differ in one. */
function shapesOf({ isAggregating, fields }: TableQuery): readonly Shape[] {
  if (!isAggregating) return [{ size: 1, distinct: 'none' }];
  return sizes.flatMap((size) =>
    (size === 1 ? ['none'] : ['all', 'none', ...fields]).map((distinct) => ({ size, distinct })),
  );
}

/** Events of one group: with other values in the fields that they differ in. */
function groupOf(
  event: EventObject,
  { size, distinct }: Shape,
  fields: readonly string[],
  options: SolveOptions,
): readonly EventObject[] {
  const names = fields.filter((name) => !name.startsWith('_') && name !== '@timestamp');
  return Array.from({ length: size }, (_, index) => {
    const own: Record<string, unknown> = { ...event };
    for (const name of names) {
      const isFree = own[name] === undefined;
      if (index === 0 ? !isFree : !(isFree || distinct === name)) continue;
      const info = options.catalogue.get(name);
      const number = distinct === 'all' || distinct === name ? index : 0;
      own[name] = plainValue(name, info?.mapping, info, options.seed + number);
    }
    return own;
  });
}
