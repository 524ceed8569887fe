import { checkLint, kuery } from '../../../../../test/helpers/check-lint.js';
import lint from './kql-question-mark.js';

checkLint(lint, {
  'a drive': kuery(String.raw`
    file.path: ?\:\\Users\\*
               ^^^^^^^^^^^^^ "?" is not a wildcard in KQL: it searches for the string "?:\Users\*".`),
  'a drive in quotes': kuery(String.raw`
    file.path: "?:\\Users\\a.exe"
               ^^^^^^^^^^^^^^^^^^ "?" is not a wildcard in KQL: it searches for the string "?:\Users\a.exe".`),
  'a letter': kuery(`
    process.name: power?hell.exe
                  ^^^^^^^^^^^^^^ "?" is not a wildcard in KQL: it searches for the string "power?hell.exe".`),
  'parameters of an address': kuery('http.request.body.content: /api/list?limit*'),
  'the sign itself': kuery('process.args: "what?" and url.query: a?b and process.args: why?'),
});
