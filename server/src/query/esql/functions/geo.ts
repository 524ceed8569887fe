import type { FunctionRow } from './row.js';

/** ES|QL functions for geographic points (docs/semantics/esql.md#functions). */
export const geoFunctions: readonly FunctionRow[] = [
  {
    name: 'st_x',
    takes: 'g',
    gives: 'double',
    parameters: 'point',
    summary: 'Returns the longitude of a point.',
  },
  {
    name: 'st_y',
    takes: 'g',
    gives: 'double',
    parameters: 'point',
    summary: 'Returns the latitude of a point.',
  },
  {
    name: 'st_distance',
    takes: 'g, g',
    gives: 'double',
    parameters: 'point, other',
    summary: 'Returns the distance between two points in metres.',
  },
];
