import { checkLint, kuery } from '../../../../../test/helpers/check-lint.js';
import lint from './kql-question-mark.js';

checkLint(lint, {
  'a drive': kuery(String.raw`
    file.path: ?\:\\Users\\*
               ^^^^^^^^^^^^^ "?" is no wildcard in KQL: "?:\Users\*" is looked for as it is.`),
  'a drive in quotes': kuery(String.raw`
    file.path: "?:\\Users\\a.exe"
               ^^^^^^^^^^^^^^^^^^ "?" is no wildcard in KQL: "?:\Users\a.exe" is looked for as it is.`),
  'a letter': kuery(`
    process.name: power?hell.exe
                  ^^^^^^^^^^^^^^ "?" is no wildcard in KQL: "power?hell.exe" is looked for as it is.`),
  'parameters of an address': kuery('http.request.body.content: /api/list?limit*'),
  'the sign itself': kuery('process.args: "what?" and url.query: a?b and process.args: why?'),
});
