import type { EsqlType } from './types.js';

/** The fields that METADATA can add to every row, with their types (docs/semantics/esql.md#metadata). */
export const metadataTypes: ReadonlyMap<string, EsqlType> = new Map<string, EsqlType>([
  ['_id', 'keyword'],
  ['_index', 'keyword'],
  ['_version', 'long'],
  ['_source', 'source'],
  ['_ignored', 'keyword'],
  ['_score', 'double'],
  ['_index_mode', 'keyword'],
  ['_size', 'integer'],
  ['_tier', 'keyword'],
]);
