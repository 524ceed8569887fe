import { checkFix, checkLint } from '../../../../test/helpers/check-lint.js';
import lint from './eql-config-fields.js';

checkLint(lint, {
  'a field that ECS has': 'event_category_override = "event.type"\ntiebreaker_field = "event.sequence"',
  'one that it has not': `
    timestamp_field = "my.time"
                      ^^^^^^^^^ "timestamp_field" must be a field of the Elastic Common Schema, and there is no "my.time".`,
});

checkFix(lint, {
  'a misspelt one': ['tiebreaker_field = "event.sequense"', 'tiebreaker_field = "event.sequence"'],
});
