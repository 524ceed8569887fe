import type { FunctionRow } from './row.js';

/** ES|QL functions for dates (docs/semantics/esql.md#functions). */
export const datesFunctions: readonly FunctionRow[] = [
  {
    name: 'now',
    takes: '',
    gives: 'datetime',
    summary: 'Returns the time of the query, the same for all rows.',
  },
  {
    name: 'date_trunc',
    takes: 'W!, m',
    gives: '=2',
    parameters: 'interval, date',
    summary: 'Rounds a date down to an interval.',
  },
  {
    name: 'date_diff',
    takes: 's, m, m',
    gives: 'integer',
    parameters: 'unit, start, end',
    summary: 'Counts the whole units from one date to another.',
  },
  {
    name: 'date_extract',
    takes: 's, m',
    gives: 'long',
    parameters: 'part, date',
    summary: 'Returns a part of a date, such as hour_of_day.',
  },
  {
    name: 'date_format',
    takes: '[s], m',
    gives: 'keyword',
    parameters: 'format, date',
    summary: 'Formats a date.',
  },
  {
    name: 'date_parse',
    takes: '[s], s, [{}]',
    gives: 'datetime',
    parameters: 'format, text',
    summary: 'Parses a date with a format.',
  },
  {
    name: 'day_name',
    takes: 'm',
    gives: 'keyword',
    parameters: 'date',
    since: '9.2',
    summary: 'Returns the name of the weekday.',
  },
  {
    name: 'month_name',
    takes: 'm',
    gives: 'keyword',
    parameters: 'date',
    since: '9.2',
    summary: 'Returns the name of the month.',
  },
  {
    name: 'date_unit_count',
    takes: 's, s, m',
    gives: 'long',
    parameters: 'unit, larger, date',
    since: '9.5',
    maturity: 'preview',
    summary: 'Counts the units in the larger unit of a date.',
  },
  {
    name: 'trange',
    takes: 'W d s l, [d s l]',
    gives: 'boolean',
    parameters: 'start, end',
    since: '9.3',
    summary: 'Whether @timestamp is in a range.',
  },
];
