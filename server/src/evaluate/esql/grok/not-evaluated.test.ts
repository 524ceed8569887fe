import { expect, test } from 'vitest';
import { evaluate } from '../../../index.js';

const answerTo = (pattern: string) =>
  evaluate({ language: 'esql', query: `ROW a = "q" | GROK a """${pattern}"""`, events: [] });

test.each([
  '(?=q)%{WORD:w}',
  '(?<!q)%{WORD:w}',
  '(?>q)%{WORD:w}',
  '%{HTTPD_COMMONLOG}',
  '%{SYSLOGLINE}',
  '(?<a>q)\\k<a>',
  '(?<a>q++)',
  '(?<a>[a-z&&[^b]])',
  '(?<a>[a[b]])',
  '(?<a>q{,2})',
  '(?x)(?<a>q # comment)',
  '(?i-m)(?<a>q)',
  '%{DATA:w}'.repeat(201),
])('%.40s is not supported', (pattern) => {
  expect(answerTo(pattern)).toMatchObject({
    kind: 'error',
    problems: [{ code: 'not-supported', severity: 'information', start: 21 }],
  });
});

test.each(['(?<a>q', '(?<a>[q)', '*(?<a>q)'])('%s is broken', (pattern) => {
  expect(answerTo(pattern)).toMatchObject({ kind: 'error', problems: [{ severity: 'error' }] });
});

test.each<[pattern: string, value: unknown]>([
  ['(?<a>[[:alpha:]]+)', 'q'],
  ['(?<a>[]q]+)', 'q'],
  ['(?<a>\\(\\?=|q)', 'q'],
  [`${'%{DATA:w}'.repeat(199)}%{GREEDYDATA:a}`, 'q'],
])('%s is evaluated', (pattern, value) => {
  const result = answerTo(pattern);
  if (result.kind !== 'table') throw new Error(JSON.stringify(result));
  expect(result.rows[0]!.at(-1)).toEqual(value);
});
