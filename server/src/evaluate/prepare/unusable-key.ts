import type { Rule } from '../../rule/rule.js';
import { ruleKey } from '../../rule/schema/rule-keys.js';
import type { KeySchema } from '../../rule/schema/types.js';
import { checkValue, fits } from '../../rule/schema-check/check-value.js';
import type { Span } from '../../text/span.js';
import { isTable, type TomlPath, type TomlValue } from '../../toml/path.js';

/** Rule keys that evaluation reads besides the query, and ignores if they have the wrong type. */
const shallowKeys = [
  'index',
  'filters',
  'threshold',
  'new_terms',
  'threat_mapping',
  'threat_index',
  'threat_filters',
  'threat_indicator_path',
  'machine_learning_job_id',
  'anomaly_threshold',
  'max_signals',
  'timestamp_override',
  'timestamp_override_fallback_disabled',
  'rule_name_override',
  'building_block_type',
  'event_category_override',
  'timestamp_field',
  'tiebreaker_field',
];

/** The same for keys whose contents nothing else reads. */
const deepKeys = ['alert_suppression', 'severity_mapping', 'risk_score_mapping'];

/**
 * Returns the first value of a rule that would be ignored because of its wrong type, with the message of the
 * checks. Returns undefined if there is none. The span is in the file.
 */
export function unusableKey(rule: Rule): { readonly message: string; readonly span: Span } | undefined {
  for (const keys of [shallowKeys, deepKeys]) {
    for (const key of keys) {
      const value = rule.table[key];
      const schema = value === undefined ? undefined : ruleKey(key);
      if (value === undefined || !schema) continue;
      const found = unusable(rule, ['rule', key], value, schema, keys === deepKeys);
      if (found) return found;
    }
  }
  return undefined;
}

const unusableCodes = ['type-mismatch', 'max-signals'];

function unusable(
  rule: Rule,
  path: TomlPath,
  value: TomlValue,
  schema: KeySchema,
  deep: boolean,
): ReturnType<typeof unusableKey> {
  if (!fits(value, schema)) {
    const problem = checkValue(rule.document, path, value, schema).find(({ code }) =>
      unusableCodes.includes(code),
    );
    if (problem) return { message: problem.message.replace(/\.$/, ''), span: problem.span };
  }
  if (!deep || !schema.keys) return undefined;
  const tables = Array.isArray(value)
    ? value.map((one, index) => [[...path, index], one] as const)
    : ([[path, value]] as const);
  for (const [at, table] of tables) {
    for (const [key, below] of Object.entries(schema.keys)) {
      const own = isTable(table) ? table[key] : undefined;
      const found = own === undefined ? undefined : unusable(rule, [...at, key], own, below, true);
      if (found) return found;
    }
  }
  return undefined;
}
