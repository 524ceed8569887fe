import { nearestFieldNames } from '../../../fields/unknown-field.js';
import { replaceFix } from '../../../rule/schema-check/check-value.js';
import { valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';

const keys = ['timestamp_field', 'event_category_override', 'tiebreaker_field'];

export default defineLint({
  id: 'eql-config-fields',
  severity: 'warning',
  elasticSeverity: 'error',
  counterpart: 'rule_validators.validate_rule_type_configurations',
  summary: 'Unknown field in "timestamp_field", "tiebreaker_field" or "event_category_override"',
  why: 'The search sorts and filters events by these fields; with an unknown one it finds nothing.',
  avoid: 'event_category_override = "event.typ"',
  prefer: 'event_category_override = "event.type"',

  check({ rule, catalogue, checkout }, report) {
    if (rule.type !== 'eql') return;
    for (const key of keys) {
      const field = rule.table[key];
      if (typeof field !== 'string' || catalogue.knows(field)) continue;
      const path = ['rule', key];
      const [nearest] = nearestFieldNames(field, catalogue);
      // Elasticsearch accepts every field of the index. That it must be in ECS is a rule of detection-rules.
      if (!checkout && !nearest) continue;
      report({
        span: valueSpan(rule.document, path),
        message: checkout
          ? `"${key}" must be a field of the Elastic Common Schema, but "${field}" is not.`
          : `Unknown field "${field}": not in the Elastic Common Schema.`,
        ...(nearest
          ? { help: `Did you mean "${nearest}"?`, ...replaceFix(rule.document, path, nearest) }
          : {}),
      });
    }
  },
});
