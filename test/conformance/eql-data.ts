import type { EvaluateOptions } from '../../server/src/evaluate/prepare/prepare-query.js';

/** Mappings and reading of each data set of the EQL reference cases, from its META.json. */
export const dataSets: Readonly<Record<string, { idField: string; options: EvaluateOptions }>> = {
  'endgame-140': {
    idField: 'serial_event_id',
    options: {
      eventCategoryField: 'event_type',
      tiebreakerField: 'serial_event_id',
      fields: { '@timestamp': 'date', source_address: 'ip', destination_address: 'ip' },
    },
  },
  'endgame-140-nanos': {
    idField: 'serial_event_id',
    options: {
      eventCategoryField: 'event_type',
      tiebreakerField: 'serial_event_id',
      fields: { '@timestamp': 'date_nanos', source_address: 'ip' },
    },
  },
  extra: {
    idField: 'sequence',
    options: {
      eventCategoryField: 'event_type',
      tiebreakerField: 'sequence',
      fields: {
        '@timestamp': 'date',
        event_type: 'keyword',
        sequence: 'long',
        optional_field_mapping_only: 'keyword',
        optional_field_default_null: { type: 'keyword', null_value: 'NULL' },
        version: 'version',
        date_tags: 'date',
      },
    },
  },
  'missing-events': {
    idField: 'sequence',
    options: { eventCategoryField: 'event_type', tiebreakerField: 'sequence' },
  },
  sample: {
    idField: 'id',
    options: {
      eventCategoryField: 'event_type',
      fields: {
        ip: 'ip',
        host_ip: 'ip',
        '@timestamp_pretty': { type: 'date', format: 'dd-MM-yyyy||yyyy-MM-dd' },
        date: 'date',
        bool: 'boolean',
        uptime: 'long',
        port: 'long',
        version: 'version',
      },
    },
  },
  'sample-multi': { idField: 'id', options: { eventCategoryField: 'event_type' } },
};
