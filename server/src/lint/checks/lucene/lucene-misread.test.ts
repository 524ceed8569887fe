import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './lucene-misread.js';

const lucene = (query: string): string => `type = "query"\nlanguage = "lucene"\nquery = '''\n${query}\n'''`;

checkLint(lint, {
  'operators in lower case': lucene(`a:b and not c:d or e
    ^^^ Lucene searches for the word "and" here: only AND is an operator.
        ^^^ Lucene searches for the word "not" here: only NOT is an operator.
                ^^ Lucene searches for the word "or" here: only OR is an operator.`),
  'a path without quotes': lucene(`file.path:/usr/bin
          ^^^^^ "/usr/" is a regular expression here, and another word follows it.`),
  'operators, and words in values': lucene('a:(or) OR "b and c" AND f:not AND and:x AND [a TO or]'),
  'a regular expression': lucene('file.path:/usr.*/ AND a:"/usr/bin" AND b:\\/usr\\/bin'),
});

checkFix(lint, {
  'an operator': [lucene('a:b and c:d'), lucene('a:b AND c:d')],
  'a path': [lucene('file.path:/usr/bin'), lucene('file.path:\\/usr\\/bin')],
});
