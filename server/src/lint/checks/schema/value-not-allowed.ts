import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'value-not-allowed',
  severity: 'error',
  refusedBy: 'Kibana',
  summary: 'Value that is not allowed',
  why: 'Kibana refuses the rule.',
  avoid: `[[rule.risk_score_mapping]]
field = "event.risk_score"
operator = "is"
value = ""`,
  prefer: `[[rule.risk_score_mapping]]
field = "event.risk_score"
operator = "equals"
value = ""`,
  forwards: 'schema',
});
