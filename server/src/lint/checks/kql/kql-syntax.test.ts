import { checkFix, checkLint, kuery } from '../../../../../test/helpers/check-lint.js';
import lint from './kql-syntax.js';

checkLint(lint, {
  'a correct query':
    'type = "query"\nlanguage = "kuery"\nquery = "process.name: (sh or bash) and not user.id: 0"',
  'a query in another language': 'process where process.name == "sh"',
  'a value that is missing': `
    type = "query"
    language = "kuery"
    query = "process.name: and"
    timestamp_override = "event.ingested"`,
  'the query for indicators': `
    type = "threat_match"
    language = "kuery"
    query = "process.name: sh"
    threat_language = "kuery"
    threat_query = "event.category: (threat"
                                          ^ expected [)], the query ends`,
  'a list that is not closed': `
    type = "query"
    language = "kuery"
    query = "process.name: (sh or bash"
                                     ^ expected [)], the query ends`,
});

checkFix(lint, {
  'a sign of other languages': [
    kuery('process.name: "a" && process.pid: 1'),
    kuery('process.name: "a" and process.pid: 1'),
  ],
});
