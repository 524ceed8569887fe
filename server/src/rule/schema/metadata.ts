import { dateFormat, stackVersionFormat } from './formats.js';
import type { TableSchema } from './types.js';

/** Keys of `[metadata]`: facts about the file that are not sent to Kibana. */
export const metadataKeys: TableSchema = {
  creation_date: {
    type: 'string',
    required: true,
    format: dateFormat,
    documentation: 'Day on which the rule was written, as `YYYY/MM/DD`.',
  },
  updated_date: {
    type: 'string',
    required: true,
    format: dateFormat,
    documentation: 'Day of the last change, as `YYYY/MM/DD`; not before `creation_date`.',
  },
  maturity: {
    type: 'string',
    values: [
      { value: 'production', note: 'Shipped, and fully checked.' },
      { value: 'development', note: 'In development; schema and query are checked.' },
      { value: 'experimental' },
      { value: 'beta' },
      { value: 'deprecated', note: 'Kept for reference; only its life cycle is checked.' },
    ],
    valuesCode: 'maturity-enum',
    valuesSeverity: 'warning',
    documentation: 'Life-cycle stage of the rule. Only `production` rules are shipped.',
  },
  integration: {
    type: 'string-or-strings',
    skeleton: '["$0"]',
    documentation: 'Integrations whose data the rule reads, by package name: `endpoint`, `windows`, `aws`.',
  },
  min_stack_version: {
    type: 'string',
    format: stackVersionFormat,
    documentation: 'Oldest version of the Elastic Stack on which the rule works.',
  },
  min_stack_comments: { type: 'string', documentation: 'Why the rule needs `min_stack_version`.' },
  deprecation_date: {
    type: 'string',
    format: dateFormat,
    documentation: 'Day on which the rule was deprecated, as `YYYY/MM/DD`; the same as `updated_date`.',
  },
  deprecated_reason: { type: 'string', documentation: 'Why the rule was deprecated.' },
  bypass_bbr_timing: {
    type: 'boolean',
    documentation: 'Skips the check that a building block rule looks back far enough.',
  },
  comments: { type: 'string', documentation: 'Notes for maintainers.' },
  os_type_list: {
    type: 'strings',
    values: [{ value: 'windows' }, { value: 'linux' }, { value: 'macos' }],
    valuesCode: 'os-type-enum',
    valuesSeverity: 'warning',
    documentation: 'Operating systems the rule is for.',
  },
  query_schema_validation: {
    type: 'boolean',
    skeleton: 'false$0',
    documentation: '`false` skips the check of fields in the query.',
  },
  related_endpoint_rules: { type: 'any', documentation: 'Endpoint rules that cover the same behaviour.' },
  promotion: {
    type: 'boolean',
    documentation: 'Whether the rule raises alerts of another system as alerts.',
  },
  extended: { type: 'any', documentation: 'Free table for custom data; never sent to Kibana.' },
};
