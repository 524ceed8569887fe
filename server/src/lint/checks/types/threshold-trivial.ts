import { valueSpan } from '../../../rule/schema-check/place.js';
import { isTable } from '../../../toml/path.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'threshold-trivial',
  severity: 'information',
  summary: 'Threshold of one event',
  why: 'A threshold of 1 raises an alert for every group of events; a rule of type "query" with suppression does the same and keeps the events.',
  avoid: `type = "threshold"
language = "kuery"
query = "a: b"
threshold = {field = ["host.id"], value = 1}`,
  prefer: `type = "threshold"
language = "kuery"
query = "a: b"
threshold = {field = ["host.id"], value = 5}`,

  check({ rule, document }, report) {
    const { threshold } = rule.table;
    if (rule.type !== 'threshold' || !isTable(threshold) || threshold.value !== 1) return;
    if (Array.isArray(threshold.cardinality) && threshold.cardinality.length > 0) return;
    report({
      span: valueSpan(document, ['rule', 'threshold', 'value']),
      message: 'Every event reaches a threshold of 1.',
      help: 'Raise it, or use the type "query" with "alert_suppression".',
    });
  },
});
