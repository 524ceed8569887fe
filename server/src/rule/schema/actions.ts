import type { TableSchema } from './types.js';

/** `actions`: connectors that run for alerts. */
export const actionKeys: TableSchema = {
  action_type_id: {
    type: 'string',
    required: true,
    skeleton: '".$0"',
    documentation: 'Type of the connector, such as `.slack`.',
  },
  id: { type: 'string', required: true, documentation: 'Id of the connector.' },
  params: { type: 'table', required: true, documentation: 'Parameters for the connector.' },
  group: {
    type: 'string',
    values: [{ value: 'default' }, { value: 'recovered' }],
    documentation: 'Always `default` for alerts of rules.',
  },
  uuid: { type: 'string', documentation: 'Id of the action, set by Kibana.' },
  frequency: {
    type: 'table',
    keys: {
      summary: {
        type: 'boolean',
        required: true,
        documentation: 'Whether one action covers all alerts of a run.',
      },
      notifyWhen: {
        type: 'string',
        required: true,
        values: [
          { value: 'onActiveAlert', note: 'For each alert.' },
          { value: 'onThrottleInterval', note: 'At most once in the time of `throttle`.' },
          { value: 'onActionGroupChange', note: 'When the state of an alert changes.' },
        ],
        documentation: 'When the action runs.',
      },
      throttle: {
        type: 'string',
        required: true,
        documentation:
          'Shortest time between two calls, such as `1h`. Kibana needs the key; TOML cannot write null, so omit the whole table without it.',
      },
    },
    documentation: 'How often the action runs. Omit the table to run it for each alert.',
  },
  alerts_filter: { type: 'table', documentation: 'Query or times that alerts must match.' },
  use_alert_data_for_template: {
    type: 'boolean',
    documentation: 'Whether templates see fields of the alert.',
  },
};
