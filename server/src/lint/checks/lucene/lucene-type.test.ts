import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './lucene-type.js';

checkLint(lint, {
  'values that fit':
    'type = "query"\nlanguage = "lucene"\nquery = "process.pid:[1 TO 4] AND source.ip:10.0.0.1"',
  'a word for a number': `
    type = "query"
    language = "lucene"
    query = "process.name:sh AND process.pid:four"
                                 ^^^^^^^^^^^^^^^^ "four" is not a number, as "process.pid" requires`,
  'in the query for indicators': `
    type = "threat_match"
    language = "kuery"
    query = "process.name: sh"
    threat_language = "lucene"
    threat_query = "source.ip:host"
                    ^^^^^^^^^^^^^^ "host" is not an IP address or block of addresses, as "source.ip" requires`,
});
