import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'threat-match-shape',
  severity: 'error',
  elasticSeverity: 'error',
  refusedBy: 'Kibana',
  summary: 'Invalid indicator match settings',
  why: 'There must be at least one search and one indicator per search.',
  avoid: `type = "threat_match"
language = "kuery"
concurrent_searches = 1
items_per_search = 0`,
  prefer: `type = "threat_match"
language = "kuery"
concurrent_searches = 1
items_per_search = 9000`,
  forwards: 'schema',
});
