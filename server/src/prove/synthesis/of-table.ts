import type { PlannedTableQuery } from '../../evaluate/plan/planned-query.js';
import type { EventObject } from '../../evaluate/values/access.js';
import { conditionText, type Draft, matchDraft, missDraft } from './draft.js';
import { solveFilter } from './solve-filter.js';
import type { SolveOptions } from './solve-plan.js';
import type { SynthesisRequest } from './synthesized.js';
import { repairCondition } from './table/repair.js';
import {
  conditionsAt,
  plainEvent,
  positionOf,
  searchEvents,
  type TableSearch,
  tableSearch,
  trimmed,
} from './table/search.js';

type Events = readonly EventObject[];

/** Limit of versions of a near miss. */
const mostVersions = 6;

/**
 * Yields the cases of an ES|QL rule: events that create a row, and events that create none because one
 * condition fails.
 */
export function* draftsOfTable(
  planned: PlannedTableQuery,
  request: SynthesisRequest,
  options: SolveOptions,
): Generator<Draft> {
  const search = tableSearch(planned.table, options);
  const match = eventsFor(planned, search, options);
  if (request.match) yield matchDraft('match', match ? [{ events: match }] : []);
  if (!match || !request.nearMisses) return;
  if (match.length > 1)
    yield missDraft(
      'fewer events',
      [match.slice(0, -1), match.slice(0, 1)].map((events) => ({ events })),
    );
  for (const [index] of planned.table.tree.commands.entries())
    for (const condition of conditionsAt(planned.table, index)) {
      const name = `fails ${conditionText(options.query, condition.span)}`;
      const versions: { readonly events: Events }[] = [];
      for (const events of repairCondition(
        condition,
        false,
        match,
        positionOf(search, index),
        search.context,
      )) {
        if (failsOnly(search, index, condition.span, events)) versions.push({ events });
        if (versions.length >= mostVersions) break;
      }
      yield missDraft(name, versions, condition.span);
    }
}

/** Returns whether all rows are dropped because of one condition. */
function failsOnly(
  search: TableSearch,
  command: number,
  span: { readonly start: number },
  events: Events,
): boolean {
  const reached = search.reach(events);
  return (
    reached !== undefined &&
    reached.commands === command &&
    reached.failing.length === 1 &&
    reached.failing[0]!.start === span.start
  );
}

/**
 * Returns events from which an ES|QL query creates a row, if possible with few changes to given events, or
 * undefined.
 */
export function eventsOfTable(
  planned: PlannedTableQuery,
  options: SolveOptions,
  others?: Events,
): Events | undefined {
  if (!others) return eventsFor(planned, tableSearch(planned.table, options), options);
  return searchEvents(tableSearch(planned.table, options, changedLimits), others);
}

/** Limits for changing given events. */
const changedLimits = { runs: 60, read: 1_000 };

function eventsFor(
  { filter }: PlannedTableQuery,
  search: TableSearch,
  options: SolveOptions,
): Events | undefined {
  const first = solveFilter(filter, true, options);
  if (!first) return undefined;
  const found = searchEvents(search, [{ ...plainEvent(search.table, options), ...first.event }]);
  return found && trimmed(search, found);
}
