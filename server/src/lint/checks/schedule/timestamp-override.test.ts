import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './timestamp-override.js';

checkLint(lint, {
  KQL: `
    type = "query"
    language = "kuery"
    query = "a: b"
    ^^^^^ The rule needs "timestamp_override", or late events are missed.`,
  'another field': `
    query = "process where true"
    timestamp_override = "event.created"
                         ^^^^^^^^^^^^^^^ "timestamp_override" must be "event.ingested", or late events are missed.`,
  'a sequence': 'query = "sequence [process where true] [file where true]"',
  'ES|QL': 'type = "esql"\nlanguage = "esql"\nquery = "from logs-*"',
  'a misspelt key is another matter': 'query = "process where true"\ntimestamp_overide = "event.ingested"',
});

checkFix(lint, {
  'the key is added': [
    `severity = "low"\nquery = "process where true"\ntype = "eql"\n`,
    `severity = "low"\ntimestamp_override = "event.ingested"\nquery = "process where true"\ntype = "eql"\n`,
  ],
});
