import { valueSpan } from '../../../rule/schema-check/place.js';
import { isTable } from '../../../toml/path.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'threshold-field-list',
  severity: 'error',
  profile: 'elastic',
  counterpart: 'rule.ThresholdQueryRuleData',
  summary: 'Threshold field that is not a list',
  why: 'Kibana accepts a single name as a list, but the loader of detection-rules refuses it.',
  avoid: `type = "threshold"
language = "kuery"
query = "a: b"
threshold = {field = "host.id", value = 5}`,
  prefer: `type = "threshold"
language = "kuery"
query = "a: b"
threshold = {field = ["host.id"], value = 5}`,

  check({ rule, document }, report) {
    const { threshold } = rule.table;
    if (rule.type !== 'threshold' || !isTable(threshold) || typeof threshold.field !== 'string') return;
    const path = ['rule', 'threshold', 'field'];
    const span = document.locate(path, 'value');
    const text = span && `[${document.text.slice(span.start, span.end)}]`;
    report({
      span: valueSpan(document, path),
      message: 'The fields of a threshold must be a list, even if there is only one.',
      ...(text ? { fix: { title: `Write ${text}`, edits: [{ span, text }] } } : {}),
    });
  },
});
