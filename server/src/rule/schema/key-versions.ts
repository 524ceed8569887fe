import type { RuleType } from './rule-types.js';

/**
 * The first stack that accepts a key. Older ones reject the rule or drop the key
 * (docs/lints/restricted-fields.md).
 */
export const keySince: Readonly<Record<string, string>> = {
  investigation_fields: '8.11',
  related_integrations: '8.3',
  required_fields: '8.3',
  revision: '8.8',
  setup: '8.3',
};

/** The first stack that supports suppression for a rule type (docs/lints/suppression-min-stack.md). */
export const suppressedFrom: Readonly<Partial<Record<RuleType, string>>> = {
  query: '8.8',
  saved_query: '8.8',
  threshold: '8.12',
  threat_match: '8.13',
  eql: '8.14',
  new_terms: '8.14',
  machine_learning: '8.15',
  esql: '8.15',
};
