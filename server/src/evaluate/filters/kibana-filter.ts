import { isTable } from '../../toml/path.js';
import type { PlanNode } from '../plan/plan.js';
import { constant, type DslPlace, group, NotEvaluatedError, planDsl } from './dsl.js';

/**
 * What a filter asks as Kibana keeps it: its query, turned about by `negate`, or several filters that it combines.
 * Undefined for one that is switched off. Throws {@link NotEvaluatedError} for what is not evaluated.
 */
export function planFilter(filter: unknown, place: DslPlace): PlanNode | undefined {
  if (!isTable(filter)) throw new NotEvaluatedError('something that is not a filter');
  const { meta: written, query, $state: _, ...rest } = filter;
  const meta = isTable(written) ? written : {};
  if (meta.disabled === true) return undefined;
  const turned = meta.negate === true ? { ...place, negated: !place.negated } : place;
  if (meta.type === 'combined') return planCombined(meta, turned);
  // Older filters have their query beside "meta".
  const asked = query ?? rest;
  if (isTable(asked) && Object.keys(asked).length === 0)
    throw new NotEvaluatedError(
      query === undefined ? 'a "meta" without a "query"' : 'a "query" without anything in it',
    );
  return planDsl(asked, turned);
}

/**
 * Filters that must all hold, or of which one must. Kibana leaves those out that are switched off; where one must hold,
 * such a filter holds always.
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
