import { expect, test } from 'vitest';
import { format } from './format.js';

const rule = (query: string): string => `[rule]\nlanguage = "esql"\ntype = "esql"\nquery = ${query}\n`;

test.each([
  ['a query over several lines', "'''\nfrom a|where b==1\n'''", "'''\nfrom a\n| where b == 1\n'''"],
  ['a query on one line, which stays there', '"from a|where b==1"', '"from a|where b==1"'],
  ['a query on one line that needs no break', '"from a,b"', '"from a, b"'],
])('%s', (_, query, expected) => {
  expect(format(rule(query), { query: true })).toBe(rule(expected));
  expect(format(rule(query))).toBe(rule(query));
});
