import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'transform-shape',
  severity: 'warning',
  elasticSeverity: 'error',
  counterpart: 'rule.RuleTransform',
  summary: 'Invalid search in [transform]',
  why: '"providers" is a list of groups, joined by "or", of search terms, joined by "and". A time range has both ends.',
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
