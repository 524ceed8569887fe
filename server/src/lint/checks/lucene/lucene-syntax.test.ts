import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './lucene-syntax.js';

checkLint(lint, {
  'a correct query':
    'type = "query"\nlanguage = "lucene"\nquery = "process.name:(sh OR bash) AND NOT user.id:0 AND -(a b)"',
  'no query': 'type = "query"\nlanguage = "lucene"\nquery = ""',
  'an operator without its right side': `
    type = "query"
    language = "lucene"
    query = "process.name:sh AND"
                             ^^^ nothing follows AND`,
  'a parenthesis that is not closed': `
    type = "query"
    language = "lucene"
    query = "process.name:(sh OR bash"
                          ^ this parenthesis is not closed`,
  'a character that has a meaning': `
    type = "query"
    language = "lucene"
    query = "process.name:usr/sh"
                             ^ unexpected "/"`,
  'the query for indicators': `
    type = "threat_match"
    language = "kuery"
    query = "process.name: sh"
    threat_language = "lucene"
    threat_query = "event.category:(threat"
                                   ^ this parenthesis is not closed`,
});
