import type { FunctionRow } from './row.js';

/** ES|QL functions for conditions and null (docs/semantics/esql.md#functions). */
export const conditionsFunctions: readonly FunctionRow[] = [
  {
    name: 'case',
    takes: 'b, b U s m p v g, [b, =2]..., [=2]',
    gives: '=2',
    parameters: 'condition, value, condition, value, otherwise',
    lists: 'aware',
    summary: 'Returns the value after the first condition that is true, otherwise the last value or null.',
  },
  {
    name: 'coalesce',
    takes: 'b U s m p v g, [=1], ...',
    gives: '=1',
    parameters: 'value, other',
    lists: 'aware',
    summary: 'Returns the first value that is not null.',
  },
  {
    name: 'greatest',
    takes: 'b N s m p v, [=1], ...',
    gives: '=1',
    parameters: 'value, other',
    lists: 'aware',
    summary: 'Returns the largest argument, or null if any is null.',
  },
  {
    name: 'least',
    takes: 'b N s m p v, [=1], ...',
    gives: '=1',
    parameters: 'value, other',
    lists: 'aware',
    summary: 'Returns the smallest argument, or null if any is null.',
  },
  {
    name: 'clamp',
    takes: 'b U k d p v, b U k d p v, =2',
    gives: '=1',
    parameters: 'value, least, most',
    since: '9.3',
    maturity: 'preview',
    summary: 'Limits a value to a range.',
  },
  {
    name: 'clamp_min',
    takes: 'b U k d p v, b U k d p v',
    gives: '=1',
    parameters: 'value, least',
    since: '9.3',
    maturity: 'preview',
    summary: 'Limits a value from below.',
  },
  {
    name: 'clamp_max',
    takes: 'b U k d p v, b U k d p v',
    gives: '=1',
    parameters: 'value, most',
    since: '9.3',
    maturity: 'preview',
    summary: 'Limits a value from above.',
  },
];
