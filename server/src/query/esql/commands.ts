/** Commands of ES|QL that start a query. */
export const sourceCommands: readonly string[] = ['from', 'row', 'show', 'ts', 'promql'];

/** Commands of ES|QL that stand behind a pipe. */
export const pipeCommands: readonly string[] = [
  'change_point',
  'completion',
  'dissect',
  'drop',
  'enrich',
  'eval',
  'fork',
  'fuse',
  'grok',
  'inline stats',
  'inlinestats',
  'insist',
  'keep',
  'limit',
  'lookup join',
  'metrics_info',
  'mmr',
  'mv_expand',
  'registered_domain',
  'rename',
  'rerank',
  'sample',
  'sort',
  'stats',
  'ts_info',
  'uri_parts',
  'user_agent',
  'where',
];

/** Words that make one name of a command with the word behind them. */
export const doubleCommands: Readonly<Record<string, string>> = { inline: 'stats', lookup: 'join' };
