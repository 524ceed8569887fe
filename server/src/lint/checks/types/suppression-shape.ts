import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'suppression-shape',
  severity: 'error',
  elasticSeverity: 'error',
  refusedBy: 'Kibana',
  summary: 'Invalid alert suppression',
  why: 'Suppression needs one to three fields, a duration of at least one second, and one of two strategies.',
  avoid: `[rule.alert_suppression]
group_by = []
missing_fields_strategy = "suppress"`,
  prefer: `[rule.alert_suppression]
group_by = ["host.id"]
missing_fields_strategy = "suppress"`,
  forwards: 'schema',
});
