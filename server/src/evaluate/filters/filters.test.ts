import { describe, expect, test } from 'vitest';
import {
  combined,
  filter,
  numbersOf,
  part,
  prepare,
  prepared,
  user,
} from '../../../../test/helpers/filtered-rules.js';
import { explainEvent } from '../explain/explain-rule.js';
import type { EventObject } from '../values/access.js';

const abc = '{term = {"user.name" = "a"}}, {term = {"host.name" = "b"}}, {term = {note = "c"}}';
const allThree = { user: { name: 'a' }, host: { name: 'b' }, note: 'c' };

const rows: readonly (readonly [
  title: string,
  filters: string,
  events: readonly EventObject[],
  numbers: number[],
])[] = [
  [
    'match_phrase on a keyword is the whole value with its case',
    filter(`{match_phrase = {"user.name" = "ann"}}`),
    [user('ann'), user('Ann'), user('ann b'), user(['bob', 'ann']), {}],
    [0, 3],
  ],
  [
    'match_phrase with a "query"',
    filter(`{match_phrase = {"user.name" = {query = "ann"}}}`),
    [user('ann'), user('b')],
    [0],
  ],
  [
    'match_phrase on text is words side by side',
    filter(`{match_phrase = {note = "Log in"}}`),
    [{ note: 'please LOG in now' }, { note: 'in log' }, { note: 'login' }],
    [0],
  ],
  [
    'match on text is one of the words',
    filter(`{match = {note = "Log in"}}`),
    [{ note: 'a log' }, { note: 'nothing' }],
    [0],
  ],
  [
    'a negated filter keeps events without the field',
    filter(`{match_phrase = {"user.name" = "ann"}}`, 'negate = true'),
    [user('ann'), user('b'), {}],
    [1, 2],
  ],
  [
    'a filter that is switched off asks nothing',
    filter(`{match_phrase = {"user.name" = "ann"}}`, 'disabled = true'),
    [user('b')],
    [0],
  ],
  ['term, with case', filter(`{term = {"user.name" = {value = "ann"}}}`), [user('ann'), user('ANN')], [0]],
  [
    'term, without case',
    filter(`{term = {"user.name" = {value = "ann", case_insensitive = true}}}`),
    [user('ann'), user('ANN'), user('b')],
    [0, 1],
  ],
  ['term on text is one word as it stands', filter(`{term = {note = "Log"}}`), [{ note: 'Log' }], []],
  [
    'terms',
    filter(`{terms = {"user.name" = ["ann", "bob"], boost = 1.0}}`),
    [user('ann'), user('b'), user('bob')],
    [0, 2],
  ],
  [
    'exists',
    filter(`{exists = {field = "user.name"}}`),
    [user('ann'), user(''), user(null), user([]), {}],
    [0, 1],
  ],
  [
    'exists on an object is anything below it',
    filter(`{exists = {field = "user"}}`),
    [user('ann'), { host: { name: 'a' } }],
    [0],
  ],
  [
    'range: both bounds hold for one value',
    filter(`{range = {"event.severity" = {gte = 3, lt = 5}}}`),
    [2, 3, 4, 5, [2, 6], [1, 4]].map((severity) => ({ event: { severity } })),
    [1, 2, 5],
  ],
  [
    'range of dates with date math',
    filter(`{range = {"@timestamp" = {gte = "now-1d/d", lt = "now"}}}`),
    ['2026-03-09T00:00:00Z', '2026-03-08T23:59:59Z', '2026-03-10T11:00:00Z', '2026-03-10T12:00:00Z'].map(
      (time) => ({ '@timestamp': time }),
    ),
    [0, 2],
  ],
  [
    'prefix',
    filter(`{prefix = {"user.name" = {value = "an"}}}`),
    [user('ann'), user('Ann'), user('dan')],
    [0],
  ],
  [
    'wildcard: star and question mark over the whole value',
    filter(`{wildcard = {"user.name" = {value = "a?n*"}}}`),
    [user('ann'), user('aaann'), user('an'), user('xann'), user('ANN')],
    [0],
  ],
  [
    'wildcard without case',
    filter(`{wildcard = {"user.name" = {value = "A*", case_insensitive = true}}}`),
    [user('ann'), user('b')],
    [0],
  ],
  [
    'wildcard: a backslash takes the meaning away',
    filter(String.raw`{wildcard = {"user.name" = {value = 'a\*b\\c?'}}}`),
    [user(String.raw`a*b\cd`), user(String.raw`axb\cd`)],
    [0],
  ],
  ['match_all', filter('{match_all = {}}'), [user('a')], [0]],
  ['match_none', filter('{match_none = {}}'), [user('a')], []],
  [
    'bool: must and filter and must_not',
    filter(
      `{bool = {must = [{exists = {field = "user.name"}}], filter = {term = {"host.name" = "h"}}, must_not = [{term = {"user.name" = "ann"}}]}}`,
    ),
    [
      { ...user('bob'), host: { name: 'h' } },
      { ...user('ann'), host: { name: 'h' } },
      { host: { name: 'h' } },
      user('bob'),
    ],
    [0],
  ],
  [
    'bool: should alone asks for one',
    filter(`{bool = {should = [{term = {"user.name" = "a"}}, {term = {"user.name" = "b"}}]}}`),
    [user('a'), user('b'), user('c')],
    [0, 1],
  ],
  [
    'bool: should beside must asks for nothing',
    filter(`{bool = {must = [{term = {"user.name" = "a"}}], should = [{term = {"host.name" = "h"}}]}}`),
    [user('a')],
    [0],
  ],
  [
    'bool: as many of should as there are',
    filter(
      `{bool = {should = [{term = {"user.name" = "a"}}, {term = {"host.name" = "h"}}], minimum_should_match = 2}}`,
    ),
    [{ ...user('a'), host: { name: 'h' } }, user('a')],
    [0],
  ],
  ...(
    [
      ['two of three', '2'],
      ['all but one of three', '-1'],
      ['two thirds of three', '"67%"'],
      ['all but a third of three', '"-34%"'],
    ] as const
  ).map(([title, least]): (typeof rows)[number] => [
    `bool: ${title}`,
    filter(`{bool = {should = [${abc}], minimum_should_match = ${least}}}`),
    [user('a'), { ...user('a'), host: { name: 'b' } }, { host: { name: 'b' }, note: 'c' }, allThree, {}],
    [1, 2, 3],
  ]),
  [
    'bool: two of three, negated',
    filter(`{bool = {should = [${abc}], minimum_should_match = 2}}`, 'negate = true'),
    [user('a'), { ...user('a'), host: { name: 'b' } }, allThree, {}],
    [0, 3],
  ],
  [
    'bool: a third of two is none, but beside nothing that must hold one has to',
    filter(`{bool = {should = [${abc}], minimum_should_match = "10%"}}`),
    [user('a'), {}],
    [0],
  ],
  [
    'bool: none of those beside something that must hold',
    filter(
      `{bool = {must = {exists = {field = "user.name"}}, should = [${abc}], minimum_should_match = -3}}`,
    ),
    [user('z'), {}],
    [0],
  ],
  [
    'bool: more than there are',
    filter(`{bool = {should = [${abc}], minimum_should_match = 4}}`),
    [allThree],
    [],
  ],
  [
    'bool: one of none beside something that must hold',
    filter('{bool = {filter = [{exists = {field = "user.name"}}], should = [], minimum_should_match = 1}}'),
    [user('a')],
    [],
  ],
  [
    'bool: one of none beside something that must not hold',
    filter('{bool = {must_not = [{exists = {field = "user.name"}}], should = [], minimum_should_match = 1}}'),
    [user('a'), {}],
    [1],
  ],
  [
    'wildcard: an empty pattern matches nothing',
    filter('{wildcard = {"user.name" = {value = ""}}}'),
    [user(''), user('a')],
    [],
  ],
  [
    'term: an empty value matches nothing without regard to case',
    filter('{term = {"user.name" = {value = "", case_insensitive = true}}}'),
    [user(''), user('a')],
    [],
  ],
  ['term: an empty value', filter('{term = {"user.name" = ""}}'), [user(''), user('a')], [0]],
  [
    'range: the bound of a text field keeps its case',
    filter('{range = {note = {lt = "Quick"}}}'),
    [{ note: 'The fox' }, { note: '7' }],
    [1],
  ],
  [
    'bool: nothing asks nothing',
    filter('{bool = {should = [], minimum_should_match = 1}}'),
    [user('a')],
    [0],
  ],
  [
    'constant_score asks its filter',
    filter('{constant_score = {filter = {term = {"user.name" = "a"}}, boost = 2}}'),
    [user('a'), user('b')],
    [0],
  ],
  [
    'match with "and": all words, in any value and order',
    filter('{match = {note = {query = "log in", operator = "AND"}}}'),
    [{ note: 'in a Log' }, { note: 'log' }, { note: ['log', 'in'] }, { note: 'login' }],
    [0, 2],
  ],
  [
    'match with "and", negated',
    filter('{match = {note = {query = "log in", operator = "and"}}}', 'negate = true'),
    [{ note: 'in a Log' }, { note: 'log' }, {}],
    [1, 2],
  ],
  [
    'match with "and" on a keyword is the whole value',
    filter('{match = {"user.name" = {query = "a b", operator = "and"}}}'),
    [user('a b'), user('b a')],
    [0],
  ],
  [
    'match_phrase with a slop of 0',
    filter('{match_phrase = {note = {query = "log in", slop = 0}}}'),
    [{ note: 'log in' }, { note: 'log me in' }],
    [0],
  ],
  [
    'bool, negated',
    filter(
      `{bool = {should = [{term = {"user.name" = "a"}}, {term = {"user.name" = "b"}}]}}`,
      'negate = true',
    ),
    [user('a'), user('b'), user('c'), {}],
    [2, 3],
  ],
  [
    'nested: both hold in one object',
    filter(
      `{nested = {path = "items", query = {bool = {filter = [{term = {"items.a" = "1"}}, {term = {"items.b" = "2"}}]}}}}`,
    ),
    [
      { items: [{ a: '1', b: '2' }] },
      {
        items: [
          { a: '1', b: '3' },
          { a: '0', b: '2' },
        ],
      },
    ],
    [0],
  ],
  ...(
    [
      ['all of several filters', 'AND', '', [2]],
      ['one of several filters', 'OR', '', [0, 2, 3]],
      ['not all of several filters', 'AND', 'negate = true', [0, 1, 3, 4]],
      ['none of several filters', 'OR', 'negate = true', [1, 4]],
    ] as const
  ).map(([title, relation, keys, numbers]): (typeof rows)[number] => [
    title,
    combined(
      relation,
      `${part('{term = {"user.name" = "a"}}')}, ${part('{exists = {field = "note"}}', 'negate = true')}`,
      keys,
    ),
    [{ ...user('a'), note: 'x' }, { ...user('b'), note: 'x' }, user('a'), user('b'), { note: 'x' }],
    [...numbers],
  ]),
  [
    'a combined filter among several',
    combined(
      'AND',
      `${part('{exists = {field = "note"}}')}, {meta = {type = "combined", relation = "OR", params = [${part('{term = {"user.name" = "a"}}')}, ${part('{term = {"user.name" = "b"}}')}]}}`,
    ),
    [{ ...user('a'), note: 'x' }, { ...user('b'), note: 'x' }, { ...user('c'), note: 'x' }, user('a')],
    [0, 1],
  ],
  [
    'one that is switched off is left out of all',
    combined(
      'AND',
      `${part('{match_none = {}}', 'disabled = true')}, ${part('{term = {"user.name" = "a"}}')}`,
    ),
    [user('a'), user('b')],
    [0],
  ],
  [
    'one that is switched off holds always where one must',
    combined(
      'OR',
      `${part('{match_none = {}}', 'disabled = true')}, ${part('{term = {"user.name" = "a"}}')}`,
    ),
    [user('a'), user('b')],
    [0, 1],
  ],
  ['one of no filters', combined('OR', ''), [user('a')], []],
  ['all of no filters', combined('AND', ''), [user('a')], [0]],
  [
    'a value that a field cannot hold, where that is said to be fine',
    filter('{match = {"process.pid" = {query = "foo", lenient = true}}}'),
    [{ process: { pid: 1 } }],
    [],
  ],
  [
    'an older filter has its query beside "meta"',
    '[[rule.filters]]\nexists = {field = "user.name"}\nmeta = {}\n',
    [user('a'), {}],
    [0],
  ],
  [
    'all filters hold',
    filter('{exists = {field = "user.name"}}') + filter('{exists = {field = "host.name"}}'),
    [user('a'), { ...user('a'), host: { name: 'h' } }],
    [1],
  ],
];

describe('filters of a rule', () => {
  test.each(rows)('%s', (_, filters, events, numbers) => {
    const rule = prepared(filters);
    expect(numbersOf(rule, events)).toEqual(numbers);
    const explained = events.flatMap((event, index) =>
      explainEvent(rule, { tag: 'x', ...event })[0]!.explanation.holds ? [index] : [],
    );
    expect(explained).toEqual(numbers);
  });

  test.each([
    ['query_string', '{query_string = {query = "a"}}', '"query_string"'],
    ['a script', '{script = {script = "true"}}', '"script"'],
    ['an option', '{term = {"user.name" = {value = "a", x = 1}}}', '"term" with "x"'],
    [
      'a number of alternatives',
      '{bool = {should = [{match_all = {}}, {match_all = {}}], minimum_should_match = "1<50%"}}',
      '"bool" with "minimum_should_match" as "1<50%"',
    ],
    [
      'too many ways to choose',
      `{bool = {should = [${Array.from({ length: 12 }, () => '{match_all = {}}')}], minimum_should_match = 6}}`,
      '"bool" with 6 of 12 in "should"',
    ],
    [
      'a phrase with gaps',
      '{match_phrase = {note = {query = "a b", slop = 2}}}',
      '"match_phrase" with "slop"',
    ],
    [
      'an unknown operator',
      '{match = {note = {query = "a", operator = "xor"}}}',
      '"match" with the operator "xor"',
    ],
    [
      'an option of "constant_score"',
      '{constant_score = {filter = {match_all = {}}, x = 1}}',
      '"constant_score" with "x"',
    ],
    ['nothing', '{}', 'an empty "query"'],
    ['two queries', '{match_all = {}, match_none = {}}', 'something that is not a query'],
    [
      'a query deep in others',
      `${'{bool = {must = '.repeat(150)}{match_all = {}}${'}}'.repeat(150)}`,
      'queries nested more than 100 levels deep',
    ],
  ])('%s is said to be not evaluated', (_, query, what) => {
    const result = prepare(filter('{match_all = {}}') + filter(query));
    expect(result).toMatchObject({
      problems: [
        {
          code: 'not-supported',
          severity: 'information',
          message: `filter 2 of "filters" uses ${what}, which cannot be evaluated`,
        },
      ],
    });
  });
});
