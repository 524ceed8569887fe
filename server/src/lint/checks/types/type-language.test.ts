import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './type-language.js';

checkLint(lint, {
  'EQL in a query rule': `
    type = "query"
    language = "eql"
               ^^^^^ A rule of type "query" cannot be written in "eql"; it takes "kuery" or "lucene".
    query = "any where true"`,
  'an unknown language': `
    type = "query"
    language = "kql"
               ^^^^^ There is no query language "kql".
    query = "process.name: sh"`,
});

checkFix(lint, {
  'the type is set': [
    `
    type = "query"
    language = "eql"
    query = "any where true"`,
    `
    type = "eql"
    language = "eql"
    query = "any where true"`,
  ],
  'KQL is called kuery': [
    `
    type = "query"
    language = "kql"
    query = "a: b"`,
    `
    type = "query"
    language = "kuery"
    query = "a: b"`,
  ],
});
