import { isTable } from '../../toml/path.js';
import type { Dsl } from './dsl.js';

/** The lists of a `bool` query that Kibana filters contribute to. */
export interface FilterLists {
  readonly filter: readonly Dsl[];
  readonly must_not: readonly Dsl[];
}

/**
 * Returns the queries of a rule's `filters`: those that must hold, and those that must not. Skips disabled
 * filters and values that are not a filter (docs/semantics/rule-types.md#filters).
 */
export function kibanaFilters(written: unknown): FilterLists {
  const lists: { filter: Dsl[]; must_not: Dsl[] } = { filter: [], must_not: [] };
  for (const filter of Array.isArray(written) ? written : []) {
    if (!isTable(filter)) continue;
    const meta = metaOf(filter);
    if (meta.disabled !== true) lists[meta.negate === true ? 'must_not' : 'filter'].push(filterQuery(filter));
  }
  return lists;
}

function metaOf({ meta }: Dsl): Dsl {
  return isTable(meta) ? meta : {};
}

/** Returns the query of one filter, ignoring `negate`. Older filters have their query beside `meta`. */
function filterQuery(filter: Dsl): Dsl {
  const meta = metaOf(filter);
  if (meta.type === 'combined') return combinedQuery(meta);
  const { meta: _, $state, query, ...rest } = filter;
  return withoutPhraseType(isTable(query) ? query : rest);
}

function combinedQuery({ relation, params }: Dsl): Dsl {
  if (relation === 'AND') return { bool: kibanaFilters(params) };
  const should = (Array.isArray(params) ? params : []).map((one) => ({ bool: kibanaFilters([one]) }));
  return { bool: { should, minimum_should_match: 1 } };
}

/** Replaces `match` with `type: phrase`, the old form of `match_phrase`. */
function withoutPhraseType(query: Dsl): Dsl {
  const { match } = query;
  const [[field, asked] = []] = Object.entries(isTable(match) ? match : {});
  if (field === undefined || !isTable(asked) || asked.type !== 'phrase') return query;
  const { type: _, ...rest } = asked;
  return { match_phrase: { [field]: rest } };
}
