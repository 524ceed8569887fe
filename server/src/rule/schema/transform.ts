import type { TableSchema } from './types.js';

const osqueryKeys: TableSchema = {
  label: { type: 'string', required: true, documentation: 'Text of the button in the investigation guide.' },
  query: { type: 'string', required: true, documentation: 'Osquery SQL to run on the host of the alert.' },
  ecs_mapping: { type: 'any', documentation: 'ECS fields that the columns of the result fill.' },
};

const providerKeys: TableSchema = {
  excluded: { type: 'boolean', required: true, documentation: 'Whether matching events are excluded.' },
  field: { type: 'string', required: true, documentation: 'Field to search.' },
  queryType: {
    type: 'string',
    required: true,
    values: [{ value: 'phrase' }, { value: 'range' }],
    documentation: 'How the value is compared.',
  },
  value: {
    type: 'string',
    required: true,
    documentation: 'Value to search for; `{{field}}` is replaced with the value in the alert.',
  },
  valueType: {
    type: 'string',
    required: true,
    values: [{ value: 'string' }, { value: 'boolean' }],
    documentation: 'Type of the value.',
  },
};

const investigateKeys: TableSchema = {
  label: { type: 'string', required: true, documentation: 'Text of the button in the investigation guide.' },
  description: { type: 'string', documentation: 'What the search shows.' },
  providers: {
    type: 'any',
    required: true,
    keys: providerKeys,
    skeleton:
      '[\n  [{ excluded = false, field = "$0", queryType = "phrase", value = "", valueType = "string" }]\n]',
    documentation: 'Search terms: the groups are joined by `or`, the terms in one group by `and`.',
  },
  relativeFrom: {
    type: 'string',
    skeleton: '"now-1h$0"',
    documentation: 'Start of the time range, such as `now-1h`.',
  },
  relativeTo: { type: 'string', skeleton: '"now$0"', documentation: 'End of the time range, such as `now`.' },
};

/** Keys of `[transform]`: buttons that the investigation guide refers to as `$osquery_0` and `$investigate_0`. */
export const transformKeys: TableSchema = {
  osquery: {
    type: 'tables',
    keys: osqueryKeys,
    documentation: 'Osquery searches for the investigation guide.',
  },
  investigate: {
    type: 'tables',
    keys: investigateKeys,
    documentation: 'Timeline searches for the investigation guide.',
  },
};
