import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'transform-shape',
  severity: 'warning',
  elasticSeverity: 'error',
  counterpart: 'rule.RuleTransform',
  summary: 'Invalid search in [transform]',
  why: '"providers" is a list of groups, which are joined by "or". Each group is a list of search terms, which are joined by "and". A time range needs both ends.',
  avoid: `[[transform.investigate]]
label = "Alerts of the host"
providers = []`,
  prefer: `[[transform.investigate]]
label = "Alerts of the host"
providers = [
  [{ excluded = false, field = "host.id", queryType = "phrase", value = "{{host.id}}", valueType = "string" }]
]`,
  forwards: 'schema',
});
