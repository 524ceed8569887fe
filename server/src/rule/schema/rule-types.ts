import type { Severity } from '../../text/problem.js';

/** The rule types, as in the `type` key. */
export const ruleTypes = [
  'query',
  'saved_query',
  'eql',
  'esql',
  'threshold',
  'new_terms',
  'threat_match',
  'machine_learning',
] as const;

export type RuleType = (typeof ruleTypes)[number];

/** What a rule type adds to the common keys. */
export interface RuleTypeSchema {
  readonly title: string;
  /** One sentence: when the rule raises an alert. */
  readonly documentation: string;
  /** The languages of its query. Empty if it has no query. */
  readonly languages: readonly string[];
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

const query = ['query', 'language'];
const search = ['index', 'data_view_id', 'filters', 'alert_suppression'];
/** Languages of queries that only filter events. The first one is the default. */
export const filterLanguages: readonly string[] = ['kuery', 'lucene'];

export const ruleTypeSchemas: Readonly<Record<RuleType, RuleTypeSchema>> = {
  query: {
    title: 'Custom query',
    documentation: 'Raises an alert for every event that matches the query.',
    languages: filterLanguages,
    required: query,
    optional: search,
  },
  saved_query: {
    title: 'Saved query',
    documentation: 'Raises an alert for every event that matches a query saved in Kibana.',
    languages: filterLanguages,
    required: ['saved_id'],
    optional: [...search, ...query],
  },
  eql: {
    title: 'Event correlation',
    documentation: 'Raises an alert for every event, sequence or sample that matches the EQL query.',
    languages: ['eql'],
    required: query,
    optional: [...search, 'event_category_override', 'timestamp_field', 'tiebreaker_field'],
  },
  esql: {
    title: 'ES|QL',
    documentation: 'Raises an alert for every row of the result of the ES|QL query.',
    languages: ['esql'],
    required: query,
    optional: ['alert_suppression', 'filters'],
  },
  threshold: {
    title: 'Threshold',
    documentation: 'Raises an alert for every group of matching events that reaches a minimum size.',
    languages: filterLanguages,
    required: [...query, 'threshold'],
    optional: search,
  },
  new_terms: {
    title: 'New terms',
    documentation:
      'Raises an alert when fields of a matching event have values never seen in the history window.',
    languages: filterLanguages,
    required: [...query, 'new_terms'],
    optional: search,
  },
  threat_match: {
    title: 'Indicator match',
    documentation:
      'Raises an alert for every matching event whose fields have a value of a threat indicator.',
    languages: filterLanguages,
    required: [...query, 'threat_index', 'threat_mapping'],
    optional: [
      ...search,
      'threat_query',
      'threat_language',
      'threat_filters',
      'threat_indicator_path',
      'concurrent_searches',
      'items_per_search',
      'saved_id',
    ],
  },
  machine_learning: {
    title: 'Machine learning',
    documentation: 'Raises an alert for every anomaly of the jobs whose score reaches the threshold.',
    languages: [],
    required: ['anomaly_threshold', 'machine_learning_job_id'],
    optional: ['alert_suppression'],
  },
};

export function isRuleType(value: unknown): value is RuleType {
  return typeof value === 'string' && (ruleTypes as readonly string[]).includes(value);
}

/**
 * Required keys for which Kibana has defaults, with the severity if they are missing
 * (docs/semantics/rule-types.md#keys-of-the-api): without a query every event raises an alert, and the
 * default language is KQL.
 */
export const defaultedKeys: Readonly<Partial<Record<RuleType, Readonly<Record<string, Severity>>>>> = {
  query: { query: 'warning', language: 'information' },
  threshold: { language: 'information' },
  new_terms: { language: 'information' },
  threat_match: { language: 'information', threat_language: 'information' },
};
