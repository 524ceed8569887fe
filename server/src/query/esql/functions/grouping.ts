import type { FunctionRow } from './row.js';

/** ES|QL grouping functions for STATS (docs/semantics/esql.md#functions). */
export const groupingFunctions: readonly FunctionRow[] = [
  {
    name: 'bucket',
    takes: 'N m, N W!, [N s d!], [N s d!]',
    gives: 'bucket',
    parameters: 'value, buckets, from, to',
    aliases: ['bin'],
    kind: 'grouping',
    summary: 'Groups numbers or dates in buckets.',
  },
  {
    name: 'tbucket',
    takes: 'i W!, [s d!], [s d!]',
    gives: 'datetime',
    parameters: 'buckets, from, to',
    kind: 'grouping',
    since: '9.2',
    summary: 'Groups @timestamp in buckets.',
  },
  {
    name: 'categorize',
    takes: 's, [{}]',
    gives: 'keyword',
    parameters: 'text, options',
    kind: 'grouping',
    since: '8.18',
    summary: 'Groups similar strings.',
  },
];
