import type { FunctionRow } from './row.js';

/** Functions that rules do not use. Their names are known, but their arguments are not checked. */
const specialNames = words(`
  st_intersects st_disjoint st_contains st_within st_envelope st_xmax st_xmin st_ymax
  st_ymin st_npoints st_simplify st_buffer st_geohash st_geotile st_geohex
  st_geohash_to_string st_geotile_to_string st_geohex_to_string st_geohash_to_long
  st_geotile_to_long st_geohex_to_long st_dimension st_geometrytype st_isempty
  to_cartesianpoint to_cartesianshape to_geoshape to_geohash to_geotile to_geohex
  to_aggregate_metric_double to_dense_vector to_tdigest to_histogram
  to_exponential_histogram to_range to_date_range histogram_percentile range_min range_max
  range_contains range_intersects range_within field_extract embedding text_embedding decay
  v_cosine v_dot_product v_hamming v_l1_norm v_l2_norm v_magnitude chunk top_snippets
  highlight extract_snippets tbucket_start tdigest_percentile in_range
`);

/** Aggregates of the TS command. */
const timeSeriesNames = words(`
  absent_over_time avg_over_time count_over_time count_distinct_over_time delta deriv
  first_over_time idelta increase irate last_over_time max_over_time min_over_time
  percentile_over_time present_over_time rate stddev_over_time sum_over_time
  variance_over_time sparkline
`);

const opaque = { takes: '...', gives: 'x', maturity: 'preview' } as const;

/** ES|QL functions for special types (docs/semantics/esql.md#functions). */
export const othersFunctions: readonly FunctionRow[] = [
  ...specialNames.map(
    (name): FunctionRow => ({
      name,
      ...opaque,
      summary: 'A function for special types, which rules do not use.',
    }),
  ),
  ...timeSeriesNames.map(
    (name): FunctionRow => ({
      name,
      ...opaque,
      kind: 'aggregate',
      summary: 'An aggregate over time series, which rules do not use.',
    }),
  ),
  { name: 'tstep', ...opaque, kind: 'grouping', summary: 'Groups time series into steps.' },
];

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
