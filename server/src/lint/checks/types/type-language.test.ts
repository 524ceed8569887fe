import { avoided, checkFix, checkLint, examples } from '../../../../../test/helpers/check-lint.js';
import lint from './type-language.js';

checkLint(lint, {
  'EQL in a query rule': avoided(lint, {
    '"eql"': 'A rule of type "query" cannot use the language "eql", only "kuery" or "lucene".',
  }),
  'an unknown language': `
    type = "query"
    language = "kql"
               ^^^^^ Unknown query language "kql".
    query = "process.name: sh"`,
});

checkFix(lint, {
  'the type is set': examples(lint),
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
