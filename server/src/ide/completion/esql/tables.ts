import { timeUnitNames } from '../../../query/esql/time-units.js';

/** Functions by how often rules use them; this affects only the order of completions. */
export const commonFunctions: readonly string[] = [
  ...['values', 'count', 'count_distinct', 'max', 'min', 'sum', 'avg', 'first', 'last', 'top'],
  ...['case', 'date_trunc', 'to_lower', 'date_diff', 'coalesce', 'replace', 'mv_first', 'now', 'mv_min'],
  ...['length', 'concat', 'kql', 'to_string', 'mv_concat', 'cidr_match', 'to_upper', 'mv_slice'],
  ...['starts_with', 'url_decode', 'split', 'mv_dedupe', 'mv_last', 'json_extract', 'round', 'locate'],
  ...['to_double', 'to_ip', 'ends_with', 'mv_contains', 'mv_count', 'match', 'contains', 'to_long'],
  ...['to_integer', 'mv_max', 'substring', 'mv_sum', 'trim', 'bucket'],
];

/** String constants of a parameter, by function and parameter index. */
export const constantArguments: Readonly<Record<string, Readonly<Record<number, readonly string[]>>>> = {
  date_diff: { 0: ['minute', 'second', 'hour', 'day', 'week', 'month', 'year', 'millisecond'] },
  date_extract: {
    0: ['hour_of_day', 'day_of_week', 'day_of_month', 'month_of_year', 'minute_of_hour', 'year'],
  },
  mv_sort: { 1: ['asc', 'desc'] },
  top: { 2: ['desc', 'asc'] },
  hash: { 0: ['sha256', 'sha1', 'md5', 'sha512'] },
};

/** Time spans that rules group by. */
export const timeSpans: readonly string[] = ['1 minute', '5 minutes', '10 minutes', '1 hour', '1 day'];

/** Written-out units of time spans, by length. */
export const timeUnits: readonly string[] = [
  ...['minutes', 'hours', 'days', 'seconds', 'weeks', 'milliseconds', 'months', 'quarters', 'years'],
].filter((unit) => timeUnitNames.includes(unit));
