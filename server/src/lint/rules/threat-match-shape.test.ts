import { checkLint } from '../../../../test/helpers/check-lint.js';
import lint from './threat-match-shape.js';

checkLint(lint, {
  zero: `
    type = "threat_match"
    language = "kuery"
    items_per_search = 0
                       ^ "items_per_search" must be at least 1, not 0.`,
  'a query without its language': `
    type = "threat_match"
    threat_query = "*:*"
    ^^^^^^^^^^^^ "threat_query" needs "threat_language" beside it.`,
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
