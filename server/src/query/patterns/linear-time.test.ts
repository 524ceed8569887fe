import { expect, test } from 'vitest';
import { compileJavaRegex } from './java-regex.js';
import { compileLuceneRegex } from './lucene/match.js';
import { compileWildcard } from './wildcard.js';

/** Strings on which backtracking engines would practically never finish. */
const text = 'a'.repeat(100_000);

const compilers = {
  wildcard: (pattern: string) => compileWildcard(pattern, false),
  'wildcard without case': (pattern: string) => compileWildcard(pattern, true),
  'regular expression of Lucene': (pattern: string) => compileLuceneRegex(pattern, false),
  'regular expression of Java': (pattern: string) => compileJavaRegex(pattern, false),
};

test.each<[keyof typeof compilers, string, boolean]>([
  ['wildcard', `${'*a'.repeat(200)}*b`, false],
  ['wildcard', `${'*a'.repeat(200)}*`, true],
  ['wildcard without case', `${'*A?'.repeat(100)}*b`, false],
  ['regular expression of Lucene', '(a*)*b', false],
  ['regular expression of Lucene', '(a|aa)+', true],
  ['regular expression of Lucene', '(.*a){12}b', false],
  ['regular expression of Java', '(a*)*b', false],
  ['regular expression of Java', '(a|a?)+b', false],
])('%s %s', (kind, pattern, matches) => expect(compilers[kind](pattern)(text)).toBe(matches));
