import type { Json } from './json.js';

/** Keys that only Kibana sets and changes: they are not part of the rule. */
export const volatileKeys: ReadonlySet<string> = new Set([
  'alias_purpose',
  'alias_target_id',
  'created_at',
  'created_by',
  'execution_summary',
  'id',
  'immutable',
  'outcome',
  'revision',
  'rule_source',
  'updated_at',
  'updated_by',
  'version',
]);

/** Keys that Kibana adds to each rule, with the values that are equivalent to a missing key. */
export const serverDefaults: Readonly<Record<string, Json>> = {
  actions: [],
  author: [],
  enabled: false,
  exceptions_list: [],
  false_positives: [],
  filters: [],
  from: 'now-6m',
  interval: '5m',
  language: 'kuery',
  max_signals: 100,
  meta: {},
  note: '',
  output_index: '',
  references: [],
  related_integrations: [],
  required_fields: [],
  risk_score_mapping: [],
  setup: '',
  severity_mapping: [],
  tags: [],
  threat: [],
  threat_indicator_path: 'threat.indicator',
  to: 'now',
};

/** Defaults that a rule file still contains, because its readers should see them. */
export const statedDefaults: ReadonlySet<string> = new Set([
  'author',
  'from',
  'interval',
  'language',
  'threat_indicator_path',
]);

/** The same for keys of tables inside a rule, at any depth. */
export const nestedDefaults: Readonly<Record<string, Json>> = {
  cardinality: [],
  missing_fields_strategy: 'suppress',
  subtechnique: [],
  technique: [],
};

/** Keys that a build fills in if they are missing in the file. */
export const filledKeys: ReadonlySet<string> = new Set(['related_integrations', 'required_fields']);

/** Keys that come first in a payload; the others follow in alphabetical order. */
export const firstKeys: readonly string[] = [
  'rule_id',
  'name',
  'description',
  'type',
  'language',
  'query',
  'index',
  'severity',
  'risk_score',
];
