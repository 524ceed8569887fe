import { avoided, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './threat-match-shape.js';

checkLint(lint, {
  zero: avoided(lint, { '0': '"items_per_search" must be at least 1, not 0.' }),
  'one setting of the search without the other': `
    type = "threat_match"
    concurrent_searches = 1
    ^^^^^^^^^^^^^^^^^^^ "concurrent_searches" needs "items_per_search": Kibana refuses to create the rule.`,
  'a mapping without groups': `
    type = "threat_match"
    threat_mapping = []
                     ^^ "threat_mapping" must have at least 1 element, not 0.`,
  'a blank field': `
    type = "threat_match"
    [[rule.threat_mapping]]
    entries = [{field = " ", type = "mapping", value = "a"}]
                        ^^^ "field" must be a string that is not blank, not " ".`,
  'a query without its language': `
    type = "threat_match"
    threat_query = "*:*"
    ^^^^^^^^^^^^ Without "threat_language" Kibana reads "threat_query" as KQL.`,
  'nothing but negated entries': `
    type = "threat_match"
    [[rule.threat_mapping]]
    [[rule.threat_mapping.entries]]
    field = "file.name"
    type = "mapping"
    value = "threat.indicator.file.name"
    negate = true
             ^^^^ A group needs an entry that is not negated: it finds the indicator.`,
  'a pair that must be equal and must differ': `
    type = "threat_match"
    [[rule.threat_mapping]]
    entries = [
      {field = "a", type = "mapping", value = "b"},
      {field = "a", type = "mapping", value = "b", negate = true},
                                                            ^^^^ "a" and "b" must be equal and must differ in the same group, so it never matches.
    ]`,
  'another field is negated': `
    type = "threat_match"
    [[rule.threat_mapping]]
    entries = [
      {field = "a", type = "mapping", value = "b"},
      {field = "c", type = "mapping", value = "d", negate = true},
    ]`,
  'an older stack': `
    [metadata]
    min_stack_version = "9.1.0"
    [rule]
    type = "threat_match"
    [[rule.threat_mapping]]
    entries = [
      {field = "a", type = "mapping", value = "b"},
      {field = "c", type = "mapping", value = "d", negate = true},
                                                            ^^^^ Stacks before 9.2 cannot negate an entry.
    ]`,
});
