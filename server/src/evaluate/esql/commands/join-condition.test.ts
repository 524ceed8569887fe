import { expect, test } from 'vitest';
import { evaluate } from '../../../index.js';
import { esqlLanguage } from '../../../query/esql/language.js';
import type { PlanContext } from '../../plan/plan-context.js';
import { evaluateEsql } from '../evaluate-esql.js';
import { readTables } from '../table-json.js';

const languages = {
  columns: [
    { name: 'code', type: 'integer' },
    { name: 'language', type: 'keyword' },
  ],
  rows: [
    [1, 'English'],
    [2, 'French'],
    [3, 'Spanish'],
    [4, 'German'],
    [null, 'unknown'],
    [[2, 5], 'several'],
  ],
};

function run(query: string, events: readonly object[] = []): ReturnType<typeof evaluate> {
  return evaluate({ language: 'esql', query, events, options: { tables: { languages } } });
}

test.each<[condition: string, rows: readonly unknown[][]]>([
  ['own == code', [[2, 2, 'French']]],
  [
    'own != code',
    [
      [2, 1, 'English'],
      [2, 3, 'Spanish'],
      [2, 4, 'German'],
    ],
  ],
  ['own > code', [[2, 1, 'English']]],
  [
    'own >= code',
    [
      [2, 1, 'English'],
      [2, 2, 'French'],
    ],
  ],
  [
    'own < code',
    [
      [2, 3, 'Spanish'],
      [2, 4, 'German'],
    ],
  ],
  [
    'code > own',
    [
      [2, 3, 'Spanish'],
      [2, 4, 'German'],
    ],
  ],
  ['own > code AND wanted == language', [[2, null, null]]],
  ['own <= code AND wanted == language', [[2, 2, 'French']]],
  [
    '(own < code AND wanted != language) AND half < code',
    [
      [2, 3, 'Spanish'],
      [2, 4, 'German'],
    ],
  ],
])('%s', (condition, rows) => {
  const query = `ROW own = 2, half = 2.5, wanted = "French" | LOOKUP JOIN languages ON ${condition} | KEEP own, code, language`;
  expect(run(query)).toMatchObject({ rows, warnings: [] });
});

test.each([
  ['null', 'null::integer', []],
  [
    'a list',
    '[1, 2]',
    [
      'Line 1:20: evaluation of [LOOKUP JOIN languages ON own == code] failed, treating result as null. Only first 20 failures recorded.',
      'Line 1:20: java.lang.IllegalArgumentException: LOOKUP JOIN encountered multi-value',
    ],
  ],
])('%s matches nothing', (_, own, warnings) => {
  const query = `${`ROW own = ${own}`.padEnd(17)}| LOOKUP JOIN languages ON own == code | KEEP code, language`;
  expect(run(query)).toMatchObject({ rows: [[null, null]], warnings });
});

test('columns of the table follow those of the row, all of them', () => {
  expect(run('ROW own = 2, language = "?" | LOOKUP JOIN languages ON own == code')).toMatchObject({
    columns: [{ name: 'own' }, { name: 'code' }, { name: 'language' }],
    rows: [[2, 2, 'French']],
  });
});

test('a field of an event is compared, also when nothing else names it', () => {
  const query = 'FROM * | LOOKUP JOIN languages ON my.code == code | KEEP language';
  expect(run(query, [{ my: { code: 3 } }, { my: { code: 9 } }])).toMatchObject({
    rows: [['Spanish'], [null]],
  });
});

test.each<[condition: string, codes: readonly unknown[]]>([
  ['own >= code AND language == "French"', [2]],
  ['own >= code AND language LIKE "*nch"', [2]],
  ['own >= code AND (language == "French" OR LENGTH(language) == 7)', [1, 2]],
  ['own >= code AND language IN ("German", "English") AND code < 9', [1]],
  ['own <= code AND NOT language == "French"', [3, 4]],
  ['own == code AND language == "German"', [null]],
])('rows of the table alone are tested: %s', (condition, codes) => {
  const query = `ROW own = 2 | LOOKUP JOIN languages ON ${condition} | KEEP code`;
  expect(run(query)).toMatchObject({ rows: codes.map((code) => [code]), warnings: [] });
});

test.each<[condition: string, codes: readonly unknown[]]>([
  ['own >= code AND MATCH(name, "old english")', [1, 2]],
  ['own >= code AND MATCH(name, "old english", {"operator": "and"})', [1]],
  ['own >= code AND name : "NEW"', [2]],
  ['own >= code AND NOT MATCH_PHRASE(name, "old english")', [2]],
  ['own >= code AND (MATCH(name, "old") OR code == 2)', [1, 2]],
])('a text of the table is searched: %s', (condition, codes) => {
  const query = `ROW own = 2 | LOOKUP JOIN named ON ${condition} | KEEP code`;
  const { tree } = esqlLanguage.parse(query);
  const named = {
    columns: [
      { name: 'code', type: 'integer' },
      { name: 'name', type: 'text' },
    ],
    rows: [
      [1, 'Old English'],
      [2, 'New English'],
      [3, 'English'],
    ],
  };
  const context: PlanContext = {
    mappingOf: () => undefined,
    isMapped: () => true,
    eventCategoryField: 'event.category',
    now: 0n,
    tables: readTables({ named }),
  };
  const { rows } = evaluateEsql(query, tree!, { context, events: [] });
  expect([...rows].map(({ values }) => values[0])).toEqual(codes);
});

test.each([['own == 2'], ['own == code OR own == 3'], ['language == "French"']])(
  '%s is not evaluated',
  (condition) => {
    expect(run(`ROW own = 2 | LOOKUP JOIN languages ON ${condition}`)).toMatchObject({
      kind: 'error',
      problems: [{ code: 'not-supported' }],
    });
  },
);
