/** Words of the query languages that colouring needs and that no parser table holds. */

export const kueryWords = ['and', 'or', 'not'];

export const esqlCommands = [
  'from',
  'row',
  'ts',
  'where',
  'eval',
  'stats',
  'keep',
  'drop',
  'rename',
  'sort',
  'limit',
  'dissect',
  'grok',
  'enrich',
  'mv_expand',
  'lookup join',
  'inlinestats',
  'change_point',
  'completion',
  'sample',
  'fork',
  'fuse',
  'rerank',
];

export const esqlWords = [
  'and',
  'or',
  'not',
  'in',
  'like',
  'rlike',
  'is',
  'by',
  'as',
  'on',
  'with',
  'asc',
  'desc',
  'nulls',
  'first',
  'last',
  'metadata',
];
