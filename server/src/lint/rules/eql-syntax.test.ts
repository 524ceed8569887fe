import { describe, expect, test } from 'vitest';
import { checkLint, runLint } from '../../../../test/helpers/check-lint.js';
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
