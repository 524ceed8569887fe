import { describe, expect, test } from 'vitest';
import { atCursor } from '../../../../test/helpers/check-ide.js';
import { analyse } from '../../analysis/analyse.js';
import { completeExample } from '../../lint/examples.js';
import { completion } from '../completion/completion.js';
import { mentionAt, placesOf, placesOfText, subjectAt } from './subject.js';
import { createUseIndex } from './use-index.js';
import { usesOf } from './uses-of.js';

/** Returns the fields and values of a query, as `field: value, value`, and the techniques. */
function uses(text: string): string[] {
  const { fields, techniques } = usesOf(analyse(completeExample(text).text).rule);
  return [...[...fields].map(([field, values]) => `${field}: ${[...values].join(', ')}`), ...techniques];
}

const kql = (query: string): string => `type = "query"\nlanguage = "kuery"\nquery = '${query}'`;

describe('what a rule uses', () => {
  const table: Readonly<Record<string, readonly string[]>> = {
    'process where process.name == "a" and not process.name in ("b", "a")': ['process.name: a, b'],
    'process where process.name : ("a*", "b", "c?") or process.name like "d"': ['process.name: b, d'],
    'process where process.pid == 4 and process.name regex "ab+"': ['process.pid: ', 'process.name: '],
    'process where startsWith(process.name, "a")': ['process.name: '],
    'sequence by host.id [file where file.path == "p"] [process where true]': ['host.id: ', 'file.path: p'],
    'process where process.name ==': ['process.name: '],
    [kql('process.name: (a or "b c" or d*) and not host.id: 1')]: ['process.name: a, b c', 'host.id: 1'],
    [kql('process.pid > 4 or message.*: x or y')]: ['process.pid: '],
    [kql('a: { b: c }')]: ['a.b: c'],
    'type = "esql"\nlanguage = "esql"\nquery = "from logs-* | where a == 1"': ['a: '],
    'type = "machine_learning"\n[[rule.threat]]\n[[rule.threat.technique]]\nid = "T1059"\n[[rule.threat.technique.subtechnique]]\nid = "T1059.001"':
      ['T1059', 'T1059.001'],
  };
  for (const [text, expected] of Object.entries(table))
    test(text, () => expect(uses(text)).toEqual(expected));
});

test('an index counts the values of other rules, and forgets', () => {
  const index = createUseIndex();
  const set = (key: string, query: string): void =>
    index.set(key, usesOf(analyse(completeExample(query).text).rule));
  set('a', 'any where x == "often" and x == "here"');
  set('b', 'any where x == "often"');
  set('c', 'any where x in ("often", "seldom") and y == "1"');
  expect(index.valuesOf('x', 'a')).toEqual([
    { value: 'often', rules: 2 },
    { value: 'seldom', rules: 1 },
  ]);
  expect(index.withField('y')).toEqual(['c']);
  index.set('c', undefined);
  expect(index.valuesOf('x', 'a')).toEqual([{ value: 'often', rules: 1 }]);
  expect(index.withField('y')).toEqual([]);
});

test('values of other rules follow those that are known', () => {
  const { analysis, offset } = atCursor('process where host.os.type == "$0"');
  const inUse = [
    { value: 'linux', rules: 9 },
    { value: 'plan9', rules: 2 },
    { value: 'haiku', rules: 1 },
    { value: 'widnows', rules: 1 },
  ];
  const items = completion(analysis, offset, (field) => (field === 'host.os.type' ? inUse : []))!.items;
  expect(items.filter(({ label }) => label === 'linux')).toHaveLength(1);
  const added = items.filter(({ detail }) => detail?.includes('other rule'));
  expect(added.map(({ label, detail }) => `${label} ${detail}`)).toEqual([
    'plan9 in 2 other rules',
    'haiku in 1 other rule',
  ]);
  const order = [...items].sort((a, b) => (a.sort! < b.sort! ? -1 : 1)).map(({ label }) => label);
  expect(order.slice(-2)).toEqual(['plan9', 'haiku']);
});

describe('the cursor is on', () => {
  const table: Readonly<Record<string, object | undefined>> = {
    'process where process.na$0me == "a"': { kind: 'field', name: 'process.name' },
    'process where process.name == "a$0"': undefined,
    [kql('process.na$0me: a')]: { kind: 'field', name: 'process.name' },
    'name = "My r$0ule"\nrule_id = "1-2"': { kind: 'rule', texts: ['1-2', 'My rule'] },
    'name = "My rule"\nrule_id = "1-$02"': { kind: 'rule', texts: ['1-2', 'My rule'] },
    'severity = "l$0ow"': undefined,
    '[[rule.threat]]\n[[rule.threat.technique]]\nid = "T10$059"': { kind: 'technique', id: 'T1059' },
    '[[rule.threat]]\n[rule.threat.tactic]\nid = "TA0$0002"': undefined,
  };
  for (const [text, expected] of Object.entries(table))
    test(text, () => {
      const { analysis, offset } = atCursor(text);
      expect(subjectAt(analysis, offset)).toEqual(expected);
    });

  test('a name that stands in the text, the longest one', () => {
    const text = 'see\nOdd Curl Twice here';
    const names = ['Odd Curl', 'Odd Curl Twice', 'here', 'Curl Tw'];
    expect(mentionAt(text, text.indexOf('Curl'), names)).toBe('Odd Curl Twice');
    expect(mentionAt(text, text.indexOf('here') + 4, names)).toBe('here');
    expect(mentionAt(text, 1, names)).toBeUndefined();
  });
});

test('places of a technique are where it is named as one, in whatever quotes', () => {
  const analysis = analyse(
    `[rule]\nnote = 'see "T1059"'\n[[rule.threat]]\n[[rule.threat.technique]]\nid = 'T1059'\n[[rule.threat.technique.subtechnique]]\nid = "T1059.001"`,
  );
  const places = placesOf({ kind: 'technique', id: 'T1059' }, analysis);
  expect(places.map(({ start, end }) => analysis.text.slice(start, end))).toEqual(["'T1059'"]);
});

test('places of a text are whole words', () => {
  expect(placesOfText('ab abc xab ab', 'ab').map(({ start }) => start)).toEqual([0, 11]);
});
