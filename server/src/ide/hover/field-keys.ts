import type { TomlPath } from '../../toml/path.js';

/** Keys below `[rule]` whose values are field names. */
const fieldKeys = [
  /^investigation_fields\.field_names$/,
  /^alert_suppression\.group_by$/,
  /^threshold\.(?:cardinality\.)?field$/,
  /^new_terms\.value$/,
  /^threat_mapping\.entries\.(?:field|value)$/,
  /^(?:severity|risk_score)_mapping\.field$/,
  /^(?:timestamp_override|rule_name_override|timestamp_field|tiebreaker_field|event_category_override)$/,
];

/** Returns whether the values at a path are field names. */
export function namesFields(path: TomlPath): boolean {
  if (path[0] !== 'rule') return false;
  const keys = path
    .slice(1)
    .filter((step) => typeof step === 'string')
    .join('.');
  return fieldKeys.some((pattern) => pattern.test(keys));
}
