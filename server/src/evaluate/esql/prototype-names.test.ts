import { describe, expect, test } from 'vitest';
import { evaluate } from '../../index.js';

/** Names that a plain object inherits from its prototype. */
const names = ['constructor', 'toString', 'valueOf', 'hasOwnProperty', 'isPrototypeOf', '__proto__'];

/** Queries with such a name in place of `NAME`, and the rows that any other unknown name returns. */
const rows: Readonly<Record<string, readonly unknown[]>> = {
  'FROM * | EVAL x = `NAME` | KEEP x': [['v']],
  'FROM * | WHERE `NAME` == "v" | KEEP n': [[1]],
  'FROM * | EVAL x = a.`NAME` | KEEP x': [['w']],
  'FROM * | STATS c = COUNT(*) BY `NAME` | KEEP c': [[1]],
  'FROM * | WHERE KQL("NAME: v") | KEEP n': [[1]],
  'FROM * | EVAL x = DATE_EXTRACT(u, NOW()) | KEEP x': [[null]],
  'FROM * | EVAL x = DATE_DIFF(u, NOW(), NOW()) | KEEP x': [[null]],
  'FROM * | EVAL x = HASH(u, "text") | KEEP x': [[null]],
  'FROM * | EVAL x = JSON_EXTRACT("{}", u) | KEEP x': [[null]],
  'FROM * | GROK n2 "%{WORD:NAME}" | KEEP `NAME`': [['word']],
  'FROM * | DISSECT n2 "%{NAME}" | KEEP `NAME`': [['word']],
  'FROM * | EVAL f = "k" | LOOKUP JOIN t ON f | KEEP `NAME`': [['found']],
};

/** The same for queries that are rejected. */
const refused: Readonly<Record<string, string>> = {
  'FROM * | EVAL x = NAME(1)': 'esql-unknown-function',
  'FROM * | EVAL x = n::NAME': 'esql-syntax',
  'FROM * | NAME n': 'esql-syntax',
  'FROM * METADATA `NAME`': 'esql-syntax',
  'FROM * | GROK n2 "%{NAME:x}"': 'esql-syntax',
  'FROM * | GROK n2 "%{WORD:x:NAME}"': 'esql-syntax',
};

describe.each(names)('the name %s', (name) => {
  const event = JSON.parse(`{"${name}": "v", "a": {"${name}": "w"}, "u": "${name}", "n": 1, "n2": "word"}`);
  const tables = {
    t: {
      columns: [
        { name: 'f', type: 'keyword' },
        { name, type: 'keyword' },
        { name: 'odd', type: name },
      ],
      rows: [['k', 'found', 1]],
    },
  };
  const answerOf = (query: string) =>
    evaluate({
      language: 'esql',
      query: query.replaceAll('NAME', name),
      events: [event],
      options: { tables },
    });

  for (const [query, expected] of Object.entries(rows))
    test(query, () => expect(answerOf(query)).toMatchObject({ kind: 'table', rows: expected }));

  for (const [query, code] of Object.entries(refused))
    test(query, () => expect(answerOf(query)).toMatchObject({ kind: 'error', problems: [{ code }] }));

  test('as the type of a column', () => {
    const query = 'FROM * | EVAL f = "k" | LOOKUP JOIN t ON f | KEEP odd';
    expect(answerOf(query)).toMatchObject({ kind: 'table', columns: [{ type: 'unsupported' }] });
  });
});
