import { describe, expect, test } from 'vitest';
import { checkValues } from '../../../../../test/helpers/check-rows.js';
import { evaluate } from '../../../index.js';

describe('replacements', () => {
  checkValues('r = "(", g = "$2", n = "$10"', {
    'REPLACE("abc", "(a)", "$10")': 'a0bc',
    'REPLACE("abc", "(a)", n)': 'a0bc',
    'REPLACE("abc", "(a)(b)", "$2$1$0")': 'baabc',
    'REPLACE("abcdefghijkl", "(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)(k)", "$11$12")': 'ka2l',
    'REPLACE("abc", "a", "$01")': 'a1bc',
    'REPLACE("abc", "(?<x>a)", "${x}${x}")': 'aabc',
    'REPLACE("abc", "(?<x>a)", "${y}")': null,
    'REPLACE("abc", "(?<x>a)", "${constructor}")': null,
    'REPLACE("abc", "(a)|(b)", "<$2>")': '<><b>c',
    'REPLACE("abc", "a", "\\\\$1")': '$1bc',
    'REPLACE("abc", "(a)", g)': null,
    'REPLACE("abc", "a", "$")': null,
    // A pattern from a column that Java refuses is a failure of the row.
    'REPLACE("abc", r, "x")': null,
  });
});

const answerTo = (pattern: string) =>
  evaluate({
    language: 'esql',
    query: `ROW p = ${pattern} | EVAL x = REPLACE("abc", p, "x") | KEEP x`,
    events: [],
  });
const constantAnswerTo = (pattern: string) =>
  evaluate({ language: 'esql', query: `ROW x = REPLACE("abc", ${pattern}, "x")`, events: [] });

test.each([
  '"[a-c&&[^b]]"',
  '"a++"',
  '"\\\\h"',
  '"(?=a)b"',
  '"(?<=a)b"',
  '"(a)\\\\1"',
  '"a{1001}"',
  '"\\\\p{javaLowerCase}"',
  'CONCAT("(?=", "a)")',
])('%s is not supported', (pattern) => {
  const expected = {
    kind: 'error',
    problems: [{ code: 'not-supported', severity: 'information' }],
  };
  expect(answerTo(pattern)).toMatchObject(expected);
  expect(constantAnswerTo(pattern)).toMatchObject(expected);
});
