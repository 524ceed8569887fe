import { actionKeys } from './actions.js';
import { filledFormat, intervalFormat, ruleIdFormat, throttleFormat, timeFormat } from './formats.js';
import { exceptionListKeys, relatedIntegrationKeys, requiredFieldKeys } from './lists.js';
import { responseActionKeys } from './response-actions.js';
import { threatKeys, threatMappingsKeys } from './threat.js';
import type { KeySchema, TableSchema } from './types.js';

const severities = [
  { value: 'low', note: 'Risk score 0 to 21.' },
  { value: 'medium', note: 'Risk score 22 to 47.' },
  { value: 'high', note: 'Risk score 48 to 73.' },
  { value: 'critical', note: 'Risk score 74 to 100.' },
];

const equals = [{ value: 'equals' }];

/** Keys that every rule can have, whatever its type. */
export const baseRuleKeys: TableSchema = {
  name: { type: 'string', required: true, documentation: 'Name of the rule, and of its alerts.' },
  type: {
    type: 'string',
    required: true,
    valuesCode: 'type-enum',
    documentation: 'How the rule turns events into alerts; decides which other keys it needs.',
  },
  rule_id: {
    type: 'string',
    required: true,
    format: ruleIdFormat,
    documentation: 'Stable id of the rule, a UUID. Never reuse or change it.',
  },
  description: {
    type: 'string',
    required: true,
    skeleton: '"""\n$0\n"""',
    documentation: 'What the rule detects and why it matters.',
  },
  author: {
    type: 'strings',
    required: true,
    missingSeverity: 'information',
    documentation: 'Who wrote the rule.',
  },
  risk_score: {
    type: 'integer',
    required: true,
    minimum: 0,
    maximum: 100,
    rangeCode: 'risk-range',
    documentation: 'Weight of an alert from 0 to 100: 21 low, 47 medium, 73 high, 99 critical.',
  },
  severity: {
    type: 'string',
    required: true,
    values: severities,
    valuesCode: 'severity-enum',
    documentation: 'How much an alert of the rule matters.',
  },
  license: { type: 'string', documentation: 'Licence of the rule.' },
  enabled: { type: 'boolean', documentation: 'Whether the rule is enabled when it is installed.' },
  from: {
    type: 'string',
    format: timeFormat,
    skeleton: '"now-9m$0"',
    documentation:
      'Start of the time window of a run. Look back longer than `interval`, so that late events are seen. Default `now-6m`.',
  },
  to: {
    type: 'string',
    format: timeFormat,
    skeleton: '"now$0"',
    documentation: 'End of the time window of a run. Default `now`.',
  },
  interval: {
    type: 'string',
    format: intervalFormat,
    skeleton: '"5m$0"',
    documentation: 'Time between two runs. Default `5m`.',
  },
  max_signals: {
    type: 'integer',
    minimum: 1,
    rangeCode: 'max-signals',
    skeleton: '100$0',
    documentation:
      'Maximum number of alerts per run. Default 100, and never more than the cluster allows (1000).',
  },
  tags: {
    type: 'strings',
    documentation: 'Labels to find the rule by, such as `OS: Linux` or `Tactic: Execution`.',
  },
  references: { type: 'strings', documentation: 'Pages with more about what the rule detects.' },
  false_positives: { type: 'strings', documentation: 'Harmless behaviour that raises alerts too.' },
  note: {
    type: 'string',
    skeleton: '"""\n$0\n"""',
    documentation: 'Investigation guide in Markdown, shown with every alert.',
  },
  setup: {
    type: 'string',
    skeleton: '"""\n$0\n"""',
    documentation: 'Setup steps that the rule needs, in Markdown.',
  },
  threat: {
    type: 'tables',
    keys: threatKeys,
    documentation: 'Tactics and techniques of MITRE ATT&CK that the rule detects.',
  },
  threat_mappings: {
    type: 'tables',
    keys: threatMappingsKeys,
    documentation: 'Tactics and techniques by version of the knowledge base.',
  },
  building_block_type: {
    type: 'string',
    values: [{ value: 'default' }],
    valuesCode: 'bbr-enum',
    valuesSeverity: 'information',
    skeleton: '"default"$0',
    documentation: 'Makes the rule a building block: its alerts are hidden and serve other rules.',
  },
  timestamp_override: {
    type: 'string',
    skeleton: '"event.ingested$0"',
    documentation:
      'Field that decides in which run an event is seen. `event.ingested` finds events that arrive late.',
  },
  timestamp_override_fallback_disabled: {
    type: 'boolean',
    documentation: 'Whether events without the field of `timestamp_override` are skipped.',
  },
  rule_name_override: { type: 'string', documentation: 'Field whose value becomes the name of the alert.' },
  timeline_id: {
    type: 'string',
    documentation: 'Id of the Timeline template for alerts; needs `timeline_title`.',
  },
  timeline_title: { type: 'string', documentation: 'Title of the Timeline template of `timeline_id`.' },
  severity_mapping: {
    type: 'tables',
    keys: {
      field: { type: 'string', required: true, documentation: 'Field of the event.' },
      operator: { type: 'string', required: true, values: equals, documentation: 'Always `equals`.' },
      value: { type: 'string', required: true, documentation: 'Value of the field that gives the severity.' },
      severity: {
        type: 'string',
        required: true,
        values: severities,
        valuesCode: 'severity-enum',
        documentation: 'Severity of the alert for this value.',
      },
    },
    documentation: 'Severity of the alert by the value of a field.',
  },
  risk_score_mapping: {
    type: 'tables',
    keys: {
      field: { type: 'string', required: true, documentation: 'Field whose value becomes the risk score.' },
      operator: { type: 'string', required: true, values: equals, documentation: 'Always `equals`.' },
      value: { type: 'string', required: true, documentation: 'Always empty.' },
      risk_score: {
        type: 'integer',
        minimum: 0,
        maximum: 100,
        rangeCode: 'risk-range',
        documentation: 'Risk score to use instead of the value.',
      },
    },
    documentation: 'Risk score of the alert by the value of a field.',
  },
  investigation_fields: {
    type: 'table',
    keys: {
      field_names: {
        type: 'strings',
        required: true,
        length: [1, 1000],
        rangeCode: 'investigation-fields',
        documentation: 'Names of the fields, most important first.',
      },
    },
    documentation: 'Fields shown first when an analyst opens an alert.',
  },
  exceptions_list: {
    type: 'tables',
    keys: exceptionListKeys,
    documentation: 'Exception lists: events that match them raise no alert.',
  },
  actions: { type: 'tables', keys: actionKeys, documentation: 'Connectors that are called for alerts.' },
  response_actions: {
    type: 'tables',
    keys: responseActionKeys,
    documentation: 'Osquery and Elastic Defend actions that run for alerts.',
  },
  throttle: { type: 'string', format: throttleFormat, documentation: 'How often `actions` run.' },
  meta: { type: 'table', documentation: 'Free table kept with the rule.' },
  output_index: { type: 'string', documentation: 'Index of the alerts before version 8.' },
  namespace: { type: 'string', documentation: 'Namespace of the alerts index.' },
  outcome: { type: 'string', documentation: 'Set by Kibana when saved objects are resolved.' },
  alias_target_id: { type: 'string', documentation: 'Set by Kibana when saved objects are resolved.' },
  alias_purpose: { type: 'string', documentation: 'Set by Kibana when saved objects are resolved.' },
  version: {
    type: 'integer',
    minimum: 1,
    rangeCode: 'type-mismatch',
    documentation:
      'Version of the rule. Kept by the version lock in detection-rules; set it only where there is none.',
  },
  revision: {
    type: 'integer',
    minimum: 0,
    rangeCode: 'type-mismatch',
    documentation: 'Revision, counted by Kibana.',
  },
  required_fields: {
    type: 'tables',
    keys: requiredFieldKeys,
    documentation: 'Fields the query needs; filled in when the rule is built.',
  },
  related_integrations: {
    type: 'tables',
    keys: relatedIntegrationKeys,
    documentation: 'Integrations the rule needs; filled in when the rule is built.',
  },
};

const suppressionKeys: TableSchema = {
  group_by: {
    type: 'strings',
    length: [1, 3],
    rangeCode: 'suppression-shape',
    documentation: 'One to three fields: alerts with the same values are grouped.',
  },
  duration: {
    type: 'table',
    keys: {
      value: {
        type: 'integer',
        required: true,
        minimum: 1,
        rangeCode: 'suppression-shape',
        documentation: 'How long, in `unit`.',
      },
      unit: {
        type: 'string',
        required: true,
        values: [{ value: 's' }, { value: 'm' }, { value: 'h' }],
        valuesCode: 'suppression-shape',
        documentation: '`s`, `m` or `h`.',
      },
    },
    documentation: 'How long alerts are grouped; by default within one run.',
  },
  missing_fields_strategy: {
    type: 'string',
    values: [
      { value: 'suppress', note: 'Events without the field form a group.' },
      { value: 'doNotSuppress', note: 'Events without the field raise an alert each.' },
    ],
    valuesCode: 'suppression-shape',
    documentation: 'What happens to events without a field of `group_by`.',
  },
};

/** Keys that only some rule types have, as listed in `ruleTypeSchemas`. */
export const typeSpecificKeys: TableSchema = {
  query: {
    type: 'string',
    skeleton: "'''\n$0\n'''",
    documentation: "The query, in the language of the rule. Written between `'''` it needs no escapes.",
  },
  language: {
    type: 'string',
    values: [
      { value: 'eql', note: 'Event Query Language: sequences, samples and single events.' },
      { value: 'kuery', note: 'Kibana Query Language.' },
      { value: 'esql', note: 'Elasticsearch Query Language.' },
      { value: 'lucene', note: 'Lucene query syntax.' },
    ],
    valuesCode: 'type-language',
    documentation: 'Language of `query`.',
  },
  index: { type: 'strings', skeleton: '["logs-$0"]', documentation: 'Index patterns the rule searches.' },
  data_view_id: { type: 'string', documentation: 'Data view the rule searches, instead of `index`.' },
  filters: { type: 'tables', documentation: 'Filters as Kibana writes them, added to the query.' },
  saved_id: { type: 'string', documentation: 'Id of the saved query.' },
  alert_suppression: {
    type: 'table',
    keys: suppressionKeys,
    documentation: 'Groups repeated alerts into one.',
  },
  event_category_override: {
    type: 'string',
    documentation: 'Field with the event category, instead of `event.category`.',
  },
  timestamp_field: {
    type: 'string',
    documentation: 'Field that orders events in EQL, instead of `@timestamp`.',
  },
  tiebreaker_field: { type: 'string', documentation: 'Field that orders events with the same timestamp.' },
  threshold: {
    type: 'table',
    keys: {
      field: {
        type: 'string-or-strings',
        required: true,
        skeleton: '["$0"]',
        length: [0, 5],
        rangeCode: 'threshold-value',
        documentation: 'Fields whose values form the groups; none for one group of all events.',
      },
      value: {
        type: 'integer',
        required: true,
        minimum: 1,
        rangeCode: 'threshold-value',
        documentation: 'Minimum number of events in a group that raises an alert.',
      },
      cardinality: {
        type: 'tables',
        keys: {
          field: {
            type: 'string',
            required: true,
            documentation: 'Field whose distinct values are counted.',
          },
          value: {
            type: 'integer',
            required: true,
            minimum: 0,
            rangeCode: 'threshold-value',
            documentation: 'Minimum number of distinct values; 0 for no condition.',
          },
        },
        documentation: 'Minimum number of distinct values of another field in the group.',
      },
    },
    documentation: 'When a group of events raises an alert.',
  },
  new_terms: {
    type: 'table',
    keys: {
      field: {
        type: 'string',
        required: true,
        values: [{ value: 'new_terms_fields' }],
        valuesCode: 'new-terms-shape',
        skeleton: '"new_terms_fields"$0',
        documentation: 'Always `new_terms_fields`.',
      },
      value: {
        type: 'strings',
        required: true,
        length: [1, 3],
        rangeCode: 'new-terms-shape',
        documentation: 'One to three fields whose combination of values must be new.',
      },
      history_window_start: {
        type: 'tables',
        required: true,
        length: [1, 1],
        rangeCode: 'new-terms-shape',
        keys: {
          field: {
            type: 'string',
            required: true,
            values: [{ value: 'history_window_start' }],
            valuesCode: 'new-terms-shape',
            documentation: 'Always `history_window_start`.',
          },
          value: {
            type: 'string',
            required: true,
            format: { ...timeFormat, code: 'new-terms-shape' },
            skeleton: '"now-10d$0"',
            documentation: 'How far back to look for known values, such as `now-10d`.',
          },
        },
        documentation: 'How far back to look for known values.',
      },
    },
    documentation: 'Which values must be new.',
  },
  threat_index: { type: 'strings', documentation: 'Index patterns with the indicators.' },
  threat_query: {
    type: 'string',
    skeleton: '"""\n$0\n"""',
    documentation: 'Query that selects the indicators.',
  },
  threat_language: {
    type: 'string',
    values: [{ value: 'kuery' }, { value: 'lucene' }],
    documentation: 'Language of `threat_query`.',
  },
  threat_filters: {
    type: 'tables',
    documentation: 'Filters as Kibana writes them, added to `threat_query`.',
  },
  threat_indicator_path: {
    type: 'string',
    skeleton: '"threat.indicator$0"',
    documentation: 'Object in the indicator documents that contains the indicator.',
  },
  threat_mapping: {
    type: 'tables',
    length: [1, Number.POSITIVE_INFINITY],
    rangeCode: 'threat-match-shape',
    keys: {
      entries: {
        type: 'tables',
        required: true,
        keys: {
          field: {
            type: 'string',
            required: true,
            format: { ...filledFormat, code: 'threat-match-shape' },
            documentation: 'Field of the event.',
          },
          type: {
            type: 'string',
            required: true,
            values: [{ value: 'mapping' }],
            documentation: 'Always `mapping`.',
          },
          value: {
            type: 'string',
            required: true,
            format: { ...filledFormat, code: 'threat-match-shape' },
            documentation: 'Field of the indicator.',
          },
          negate: { type: 'boolean', documentation: 'Whether the two must differ.' },
        },
        documentation: 'Pairs of fields that must all be equal.',
      },
    },
    documentation: 'Which event field is compared with which indicator field; one group must match.',
  },
  concurrent_searches: {
    type: 'integer',
    minimum: 1,
    rangeCode: 'threat-match-shape',
    documentation: 'Searches at the same time.',
  },
  items_per_search: {
    type: 'integer',
    minimum: 1,
    rangeCode: 'threat-match-shape',
    documentation: 'Indicators per search.',
  },
  anomaly_threshold: {
    type: 'integer',
    minimum: 0,
    maximum: 100,
    rangeCode: 'anomaly-range',
    skeleton: '50$0',
    documentation: 'Minimum anomaly score that raises an alert, 0 to 100.',
  },
  machine_learning_job_id: {
    type: 'string-or-strings',
    length: [1, Number.POSITIVE_INFINITY],
    rangeCode: 'value-not-allowed',
    documentation: 'Id of the anomaly detection job, or several.',
  },
};

/** Returns the schema of a key of `[rule]`, whatever the type of the rule. */
export function ruleKey(name: string): KeySchema | undefined {
  if (Object.hasOwn(baseRuleKeys, name)) return baseRuleKeys[name];
  return Object.hasOwn(typeSpecificKeys, name) ? typeSpecificKeys[name] : undefined;
}
