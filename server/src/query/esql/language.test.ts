import { expect, test } from 'vitest';
import { esqlLanguage } from './language.js';

test.each<[name: string, query: string, fields: string]>([
  ['fields of the index', 'from a | where b == 1 and c.d is null | stats count(*) by e', 'b c.d e'],
  [
    'but no columns that the query makes',
    'from a | eval b = c + 1 | where b > 1 | rename d as e | keep e',
    'c d',
  ],
  ['nor columns without a name', 'from a | eval b.c + 1 | where `b.c + 1` > 3', 'b.c'],
  ['nor columns that a table may have', 'from a | where b == 1 | lookup join t on c | where d == 1', 'b c'],
])('the parts of a query name %s', (_, query, fields) => {
  const parts = esqlLanguage.parts!(esqlLanguage.parse(query).tree!, query);
  expect(parts.flatMap((part) => part.fields.map(({ name }) => name)).join(' ')).toBe(fields);
});
