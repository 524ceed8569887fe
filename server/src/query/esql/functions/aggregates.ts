import type { FunctionRow } from './row.js';

/** Functions of ES|QL for aggregates of STATS (spec/ESQL.md sections 6, 7 and appendix A). */
export const aggregatesFunctions: readonly FunctionRow[] = [
  { name: 'count', takes: '[*]', gives: 'long', parameters: 'value', kind: 'aggregate', summary: 'Counts values, or rows without an argument.' },
  { name: 'count_distinct', takes: 'b N s m p v, [i l u!]', gives: 'long', parameters: 'value, precision', kind: 'aggregate', summary: 'Counts different values, approximately above the precision.' },
  { name: 'values', takes: 'b U s m p v g', gives: '=1', parameters: 'value', kind: 'aggregate', summary: 'Collects the different values in no certain order.' },
  { name: 'min', takes: 'b U s m p v', gives: '=1', parameters: 'value', kind: 'aggregate', summary: 'Returns the smallest value.' },
  { name: 'max', takes: 'b U s m p v', gives: '=1', parameters: 'value', kind: 'aggregate', summary: 'Returns the largest value.' },
  { name: 'sum', takes: 'N', gives: 'sum', parameters: 'value', kind: 'aggregate', summary: 'Adds values.' },
  { name: 'avg', takes: 'N', gives: 'double', parameters: 'value', kind: 'aggregate', summary: 'Returns the mean.' },
  { name: 'median', takes: 'N', gives: 'double', parameters: 'value', kind: 'aggregate', summary: 'Returns the median.' },
  { name: 'median_absolute_deviation', takes: 'N', gives: 'double', parameters: 'value', kind: 'aggregate', summary: 'Returns the median absolute deviation.' },
  { name: 'percentile', takes: 'N, N!', gives: 'double', parameters: 'value, percentile', kind: 'aggregate', summary: 'Returns a percentile.' },
  { name: 'std_dev', takes: 'N', gives: 'double', parameters: 'value', kind: 'aggregate', since: '8.18', summary: 'Returns the standard deviation.' },
  { name: 'variance', takes: 'N', gives: 'double', parameters: 'value', kind: 'aggregate', since: '9.2', summary: 'Returns the variance.' },
  { name: 'weighted_avg', takes: 'N, N', gives: 'double', parameters: 'value, weight', kind: 'aggregate', since: '8.15', summary: 'Returns the mean by weights.' },
  { name: 'top', takes: 'b N s d p, i!, [k!], [N s d]', gives: 'top', parameters: 'value, limit, order, output', kind: 'aggregate', summary: 'Returns the largest or smallest values as a list.' },
  { name: 'first', takes: 'b U s m p v g, i l m', gives: '=1', parameters: 'value, sort', kind: 'aggregate', since: '9.3', summary: 'Returns the value of the row that sorts first.' },
  { name: 'last', takes: 'b U s m p v g, i l m', gives: '=1', parameters: 'value, sort', kind: 'aggregate', since: '9.3', summary: 'Returns the value of the row that sorts last.' },
  { name: 'earliest', takes: 'b U s m p v g', gives: '=1', parameters: 'value', kind: 'aggregate', since: '9.4', maturity: 'preview', summary: 'Returns the value of the earliest row.' },
  { name: 'latest', takes: 'b U s m p v g', gives: '=1', parameters: 'value', kind: 'aggregate', since: '9.4', maturity: 'preview', summary: 'Returns the value of the latest row.' },
  { name: 'present', takes: 'b U s m p v g', gives: 'boolean', parameters: 'value', kind: 'aggregate', since: '9.2', summary: 'Whether a row has a value.' },
  { name: 'absent', takes: 'b U s m p v g', gives: 'boolean', parameters: 'value', kind: 'aggregate', since: '9.2', summary: 'Whether no row has a value.' },
  { name: 'sample', takes: 'b U s m p v g, i!', gives: '=1', parameters: 'value, limit', kind: 'aggregate', since: '8.19', summary: 'Collects random values.' },
  { name: 'st_centroid_agg', takes: 'g', gives: 'geo_point', parameters: 'point', kind: 'aggregate', summary: 'Returns the centre of points.' },
  { name: 'st_extent_agg', takes: 'x', gives: 'x', parameters: 'shape', kind: 'aggregate', since: '8.18', summary: 'Returns the box around shapes.' },
];
