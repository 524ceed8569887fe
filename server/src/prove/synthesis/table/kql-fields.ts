import { prepareQuery } from '../../../evaluate/prepare/prepare-query.js';
import type { EventObject } from '../../../evaluate/values/access.js';
import { solveFilter } from '../solve-filter.js';
import type { SolveOptions } from '../solve-plan.js';

/** Returns fields of an event for which a KQL query holds or fails, or undefined. */
export function fieldsOfKql(query: string, holds: boolean, options: SolveOptions): EventObject | undefined {
  const prepared = prepareQuery(query, 'kuery', { catalogue: options.catalogue });
  if (!prepared.ok || prepared.planned.kind !== 'event') return undefined;
  return solveFilter(prepared.planned.filter, holds, { ...options, query })?.event;
}
