import type { TableSchema } from './types.js';

/**
 * `response_actions`: the actions of Osquery and Elastic Defend for an alert (Kibana's `response_actions.gen.ts`).
 */
export const responseActionKeys: TableSchema = {
  action_type_id: {
    type: 'string',
    required: true,
    values: [{ value: '.osquery' }, { value: '.endpoint' }],
    documentation: 'Who runs the action: `.osquery` or `.endpoint`.',
  },
  params: {
    type: 'table',
    required: true,
    documentation:
      'For `.osquery` a `query`, `queries`, `pack_id` or `saved_query_id`; for `.endpoint` a `command`.',
  },
};

/** The commands of Elastic Defend, and whether each needs `config.field`, which names the process. */
export const endpointCommands: Readonly<Record<string, { readonly needsField: boolean }>> = {
  isolate: { needsField: false },
  'kill-process': { needsField: true },
  'suspend-process': { needsField: true },
  runscript: { needsField: false },
};
