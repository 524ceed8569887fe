import { filledFormat } from './formats.js';
import type { TableSchema } from './types.js';

/** `exceptions_list`: exception lists that a rule uses. */
export const exceptionListKeys: TableSchema = {
  id: { type: 'string', required: true, format: filledFormat, documentation: 'Id of the saved object.' },
  list_id: { type: 'string', required: true, format: filledFormat, documentation: 'Name of the list.' },
  type: {
    type: 'string',
    required: true,
    values: [
      'detection',
      'rule_default',
      'endpoint',
      'endpoint_trusted_apps',
      'endpoint_trusted_devices',
      'endpoint_events',
      'endpoint_host_isolation_exceptions',
      'endpoint_blocklists',
      'endpoint_custom_yara_signatures',
    ].map((value) => ({ value })),
    documentation: "Kind of list: `detection` for a shared list, `rule_default` for the rule's own list.",
  },
  namespace_type: {
    type: 'string',
    required: true,
    values: [
      { value: 'single', note: 'The list belongs to one space.' },
      { value: 'agnostic', note: 'The list belongs to all spaces.' },
    ],
    documentation: '`single` or `agnostic`.',
  },
};

/** `related_integrations`. */
export const relatedIntegrationKeys: TableSchema = {
  package: { type: 'string', required: true, format: filledFormat, documentation: 'Name of the package.' },
  version: {
    type: 'string',
    required: true,
    format: filledFormat,
    skeleton: '"^$0"',
    documentation: 'Versions of the package, such as `^2.0.0`.',
  },
  integration: { type: 'string', format: filledFormat, documentation: 'Integration within the package.' },
};

/** `required_fields`. */
export const requiredFieldKeys: TableSchema = {
  name: { type: 'string', required: true, format: filledFormat, documentation: 'Name of the field.' },
  type: {
    type: 'string',
    required: true,
    format: filledFormat,
    documentation: 'Type of the field, such as `keyword`.',
  },
  ecs: {
    type: 'boolean',
    documentation: 'Whether ECS has the field. Kibana sets it and drops the value in the file.',
  },
};
