import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './eql-config-fields.js';

checkLint(lint, {
  'a field that ECS has': 'event_category_override = "event.type"\ntiebreaker_field = "event.sequence"',
  'one close to one that it has': `
    timestamp_field = "@timestam"
                      ^^^^^^^^^^^ Unknown field "@timestam": not in the Elastic Common Schema.`,
  'one of an index that is not of ECS': 'timestamp_field = "my.time"',
  'in a checkout of detection-rules it must be of ECS': `
    #- rules/a.toml
    type = "eql"
    language = "eql"
    query = "any where true"
    timestamp_field = "my.time"
                      ^^^^^^^^^ "timestamp_field" must be a field of the Elastic Common Schema, but "my.time" is not.
    #- detection_rules/etc/packages.yaml
    package: {}`,
});

checkFix(lint, {
  'a misspelt one': ['tiebreaker_field = "event.sequense"', 'tiebreaker_field = "event.sequence"'],
});
