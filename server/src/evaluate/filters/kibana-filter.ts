import { isTable } from '../../toml/path.js';
import type { PlanNode } from '../plan/plan.js';
import { constant, type DslPlace, group, NotEvaluatedError, planDsl } from './dsl.js';

/**
 * Plans a filter as Kibana stores it: its query, negated by `negate`, or several combined filters. Returns
 * undefined for a disabled filter. Throws a {@link NotEvaluatedError} for filters that are not evaluated.
 */
export function planFilter(filter: unknown, place: DslPlace): PlanNode | undefined {
  if (!isTable(filter)) throw new NotEvaluatedError('something that is not a filter');
  const { meta: written, query, $state: _, ...rest } = filter;
  const meta = isTable(written) ? written : {};
  if (meta.disabled === true) return undefined;
  const turned = meta.negate === true ? { ...place, negated: !place.negated } : place;
  if (meta.type === 'combined') return planCombined(meta, turned);
  // Older filters have their query next to "meta".
  const asked = query ?? rest;
  if (isTable(asked) && Object.keys(asked).length === 0)
    throw new NotEvaluatedError(query === undefined ? 'a "meta" without a "query"' : 'an empty "query"');
  return planDsl(asked, turned);
}

/**
 * Plans filters that must all hold, or of which one must. Kibana skips disabled filters; in an OR, a disabled
 * filter always holds.
 */
function planCombined({ relation, params }: Readonly<Record<string, unknown>>, place: DslPlace): PlanNode {
  if (!Array.isArray(params)) throw new NotEvaluatedError('a combined filter without "params"');
  if (relation === 'AND') {
    const planned = params.map((one) => planFilter(one, place)).filter((node) => node !== undefined);
    return planned.length === 0 ? constant(true, place) : group('all', planned, place);
  }
  const planned = params.map((one) => planFilter(one, place) ?? constant(true, place));
  return planned.length === 0 ? constant(false, place) : group('any', planned, place);
}
