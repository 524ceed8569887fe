import { expect, test } from 'vitest';
import { lintRule } from './run.js';

const rule = (maturity: string, query: string): string => `[metadata]
maturity = ${maturity}
[rule]
name = "Shells"
type = "eql"
language = "eql"
query = '${query}'
tags = ["OS: Linux", "OS: Linux"]
`;
const codesOf = (text: string): string[] =>
  lintRule(text)
    .map(({ code }) => code)
    .filter((code) => ['toml-syntax', 'dup-literal', 'tag-duplicate'].includes(code));

const repeated = 'process where process.name in ("sh", "sh")';

test('what is in the query counts where another line of the file cannot be read, and nothing else does', () => {
  expect(codesOf(rule('"production"', repeated))).toEqual(['dup-literal', 'tag-duplicate']);
  expect(codesOf(rule('production', repeated))).toEqual(['toml-syntax', 'dup-literal']);
  expect(codesOf(rule('production', 'process where true'))).toEqual(['toml-syntax']);
});
