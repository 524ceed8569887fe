import { describe, expect, test } from 'vitest';
import { numbersOf, prepare, prepared, user } from '../../../../test/helpers/filtered-rules.js';
import type { EventObject } from '../values/access.js';

const entry = (field: string, type: string, value?: unknown, operator = 'included'): object => ({
  field,
  type,
  operator,
  ...(value === undefined ? {} : { value }),
});

/** Exception items, events, and the numbers of the events that still raise an alert. */
const exceptionRows: readonly (readonly [
  title: string,
  items: readonly object[],
  events: readonly EventObject[],
  numbers: number[],
])[] = [
  ['match', [{ entries: [entry('user.name', 'match', 'ann')] }], [user('ann'), user('Ann'), {}], [1, 2]],
  [
    'match, excluded: also where the field is missing',
    [{ entries: [entry('user.name', 'match', 'ann', 'excluded')] }],
    [user('ann'), user('b'), {}],
    [0],
  ],
  [
    'match_any',
    [{ entries: [entry('user.name', 'match_any', ['ann', 'bob'])] }],
    [user('ann'), user('bob'), user('c')],
    [2],
  ],
  ['exists', [{ entries: [entry('user.name', 'exists')] }], [user('ann'), {}], [1]],
  [
    'exists, excluded',
    [{ entries: [entry('user.name', 'exists', undefined, 'excluded')] }],
    [user('a'), {}],
    [0],
  ],
  ['wildcard', [{ entries: [entry('user.name', 'wildcard', 'a*')] }], [user('ann'), user('Ann')], [1]],
  [
    'entries of one item must all hold',
    [{ entries: [entry('user.name', 'match', 'a'), entry('host.name', 'match', 'h')] }],
    [user('a'), { ...user('a'), host: { name: 'h' } }],
    [0],
  ],
  [
    'of several items one is enough',
    [{ entries: [entry('user.name', 'match', 'a')] }, { entries: [entry('user.name', 'match', 'b')] }],
    [user('a'), user('b'), user('c')],
    [2],
  ],
  [
    'nested: all entries in one object, names relative to it',
    [
      {
        entries: [
          { field: 'items', type: 'nested', entries: [entry('a', 'match', '1'), entry('b', 'match', '2')] },
        ],
      },
    ],
    [
      { items: [{ a: '1', b: '2' }] },
      {
        items: [
          { a: '1', b: '3' },
          { a: '0', b: '2' },
        ],
      },
    ],
    [1],
  ],
  [
    'an item for some operating systems',
    [{ os_types: ['linux', 'macos'], entries: [entry('user.name', 'match', 'a')] }],
    [
      { ...user('a'), host: { os: { type: 'linux' } } },
      { ...user('a'), host: { os: { name: 'macOS' } } },
      { ...user('a'), host: { os: { type: 'windows' } } },
      user('a'),
    ],
    [2, 3],
  ],
  [
    'an item that has expired',
    [{ expire_time: '2026-03-10T11:00:00Z', entries: [entry('user.name', 'match', 'a')] }],
    [user('a')],
    [0],
  ],
  [
    'an item that expires later',
    [{ expire_time: '2026-03-10T13:00:00Z', entries: [entry('user.name', 'match', 'a')] }],
    [user('a')],
    [],
  ],
];

describe('exceptions', () => {
  test.each(exceptionRows)('%s', (_, exceptions, events, numbers) => {
    expect(numbersOf(prepared('', { exceptions: exceptions as never }), events)).toEqual(numbers);
  });

  test.each([
    [{ name: 'n' }, 'unusable-input', 'exception "n" has no "entries"'],
    [{ entries: [{ type: 'match' }] }, 'unusable-input', 'exception 1 has an entry without "field"'],
    [
      { entries: [entry('a', 'mach', 'x')] },
      'unusable-input',
      'exception 1 has an entry of the unknown type "mach"; use match, match_any, exists, wildcard, nested, list',
    ],
    [
      { entries: [entry('a', 'match', 'x', 'is')] },
      'unusable-input',
      'exception 1 has the unknown operator "is"; use included or excluded',
    ],
    [{ entries: [entry('a', 'match')] }, 'unusable-input', 'exception 1 has an entry without "value"'],
    [
      { entries: [entry('a', 'match_any', 'x')] },
      'unusable-input',
      'exception 1 has an entry whose "value" is not a list',
    ],
    [
      { entries: [entry('a', 'list')] },
      'not-supported',
      'exception 1 uses a value list, which cannot be evaluated',
    ],
  ])('%j: %s', (item, code, message) => {
    expect(prepare('', { exceptions: [item as never] })).toMatchObject({ problems: [{ code, message }] });
  });
});
