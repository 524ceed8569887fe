import type { WrittenThreshold } from '../../evaluate/threshold/plan-threshold.js';
import type { Dsl } from './dsl.js';

/** Buckets per page. */
const pageSize = 10_000;

/**
 * Returns the aggregations of a threshold rule: a bucket for each combination of its fields, or one over all
 * events if it has none. Drops buckets without enough events or values
 * (docs/semantics/rule-types.md#threshold).
 */
export function thresholdAggregations(
  { fields, least, cardinality }: WrittenThreshold,
  timeField: string,
): Dsl {
  const times = {
    max_timestamp: { max: { field: timeField } },
    min_timestamp: { min: { field: timeField } },
  };
  const count = cardinality && { cardinality_count: { cardinality: { field: cardinality.field } } };
  if (fields.length === 0) return { ...times, ...count };
  const check = cardinality && {
    cardinality_check: selector(
      { cardinalityCount: 'cardinality_count' },
      `params.cardinalityCount >= ${cardinality.least}`,
    ),
  };
  return {
    thresholdTerms: {
      composite: compositeOf(fields),
      aggs: {
        ...times,
        count_check: selector({ docCount: '_count' }, `params.docCount >= ${least}`),
        ...count,
        ...check,
      },
    },
  };
}

/**
 * Returns the aggregations of a new terms rule over its history and its window: the combinations that are
 * first seen strictly after the start of the window, each with its first event
 * (docs/semantics/rule-types.md#new-terms). Kibana requests the same in several pages: the combinations of
 * the window, which of them are new, and their events.
 *
 * @param start start of the window, in milliseconds since 1970.
 */
export function newTermsAggregations(fields: readonly string[], start: number, timeField: string): Dsl {
  return {
    new_terms: {
      composite: compositeOf(fields),
      aggs: {
        first_seen: { min: { field: timeField } },
        filtering_agg: selector({ first_seen_value: 'first_seen' }, `params.first_seen_value > ${start}L`),
        docs: { top_hits: { size: 1, sort: [{ [timeField]: 'asc' }] } },
      },
    },
  };
}

function compositeOf(fields: readonly string[]): Dsl {
  return { size: pageSize, sources: fields.map((field) => ({ [field]: { terms: { field } } })) };
}

function selector(paths: Dsl, script: string): Dsl {
  return { bucket_selector: { buckets_path: paths, script } };
}
