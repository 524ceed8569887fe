import { describe, expect, test } from 'vitest';
import { checkFix, checkLint, runLint } from '../../../../../test/helpers/check-lint.js';
import lint from './eql-syntax.js';

checkLint(lint, {
  'a correct query': 'process where process.name == "sh"',
  'an empty query is for query-present': '',
  'a rule in another language': 'type = "query"\nlanguage = "kuery"\nquery = "process.name: (sh or bash)"',
});

describe('places', () => {
  test.each([
    ['process where process.name = "sh"', '='],
    ['process where length(process.name, 3) > 2', 'length(process.name, 3)'],
  ])('%s', (query, at) => {
    const { problems, start } = runLint(lint, query);
    expect(problems).toHaveLength(1);
    const { span } = problems[0]!;
    expect(query.slice(span.start - start, span.end - start)).toBe(at);
  });

  test('behind escapes of the string in the file', () => {
    const { problems, start } = runLint(lint, 'query = "process where process.name = \\"sh\\""');
    expect(problems[0]?.span.start).toBe(start + 'query = "process where process.name '.length);
  });
});

test('eql-syntax: of backslashes that TOML refuses nothing is said', () => {
  const text = String.raw`D:\acme\\x`;
  expect(
    runLint(lint, `query = """process where process.executable : "${text}" and"""`).problems,
  ).toMatchObject([{ message: 'expected a field, a value or a function, the query ends' }]);
});

test('eql-syntax: of backslashes it says how the file writes them', () => {
  const help = (quotes: string, path: string): string | undefined =>
    runLint(
      lint,
      `type = "eql"\nlanguage = "eql"\nquery = ${quotes}\nprocess where process.executable : "${path}"\n${quotes}`,
    ).problems[0]?.help;
  expect(help('"""', String.raw`D:\\acme`)).toContain(String.raw`write \\\\ in the file`);
  expect(help("'''", String.raw`D:\acme`)).toContain(String.raw`write \\ for a backslash`);
});

checkFix(lint, {
  'a sign of other languages': [
    'process where process.name == "a" && process.pid == 1',
    'process where process.name == "a" and process.pid == 1',
  ],
});
