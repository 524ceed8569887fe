import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMarkers, writeMarkers } from '../../../test/helpers/markers.js';
import { applyEdits } from '../text/edits.js';
import { parseTestFile } from './parse-test-file.js';

/**
 * Parses each test file of the table; `^^^^ message` lines are the complete list of problems and their
 * positions.
 */
function checkProblems(table: Readonly<Record<string, string>>): void {
  for (const [name, written] of Object.entries(table)) {
    test(name, () => {
      const { text, marks } = readMarkers(written);
      expect(writeMarkers(text, parseTestFile(text).problems)).toBe(writeMarkers(text, marks));
    });
  }
}

/** Returns a file with one case and this expectation. */
const withExpectation = (expectation: string): string =>
  `tests:\n  - name: a\n    events: [{}, {}, {}, {}, {}, {}]\n    expect: ${expectation}\n`;

describe('what is wrong with a test file', () => {
  checkProblems({
    nothing: `
      rule: other.toml
      now: 2026-05-01T00:00:00Z
      defaults: {host.os.type: linux}
      tests:
        - name: a
          events: [{process.name: x}]
          expect: alert
        - name: b
          events_from: b.ndjson
          expect: no alert
          todo: later
    `,
    'a key that nobody knows': `
      test:
      ^^^^ unknown key "test" in a test file
        - name: a
    `,
    'a key of a case that nobody knows': `
      tests:
        - name: a
          event: [{}]
          ^^^^^ unknown key "event" in a case
          events: [{}]
          expect: alert
    `,
    'no name': `
      tests:
        - events: [{}]
          ^^^^^^ the case has no name
          expect: alert
    `,
    'two cases of one name': `
      tests:
        - {name: same, events: [{}], expect: alert}
        - {name: same, events: [{}], expect: no alert}
                 ^^^^ duplicate case name "same"
    `,
    'no events': `
      tests:
        - name: a
          ^^^^ the case has no events
          expect: alert
    `,
    'events twice': `
      tests:
        - name: a
          events: [{}]
          events_from: a.ndjson
          ^^^^^^^^^^^ a case has either "events" or "events_from"
          expect: alert
    `,
    'no expectation': `
      tests:
        - name: a
          ^^^^ missing "expect"
          events: [{}]
    `,
    'events that are no list': `
      tests:
        - name: a
          events: {process.name: x}
                  ^^^^^^^^^^^^^^^^^ "events" must be a list
          expect: alert
    `,
    'an event that is no map': `
      tests:
        - name: a
          events: [{}, 5]
                       ^ an event must be a map of fields and values
          expect: alert
    `,
    'a time that is none': `
      now: tomorrow
           ^^^^^^^^ "tomorrow" is not a time
      tests: []
    `,
    'a time stamp without quotes': `
      tests:
        - name: a
          events: [{@timestamp: 2026-01-01, x: 1}]
                    ^^^^^^^^^^ @timestamp must be quoted: YAML reserves names that start with @
          expect: alert
    `,
    'an expectation in other words': `
      tests:
        - name: a
          events: [{}]
          expect: alerts
                  ^^^^^^ "alerts" is not an expectation
    `,
    'a negative number of alerts': `
      tests:
        - name: a
          events: [{}]
          expect: -1
                  ^^ "-1" is not an expectation
    `,
    'a part of an expectation that nobody knows': `
      tests:
        - name: a
          events: [{}]
          expect: {alert: 1, events: [0]}
                   ^^^^^ unknown key "alert" in "expect"
    `,
    'numbers of events that are none': `
      tests:
        - name: a
          events: [{}]
          expect: {alerts: 1, events: [first]}
                                      ^^^^^^^ "events" must be a list of event numbers, counted from 0
    `,
    'sequences that are no lists of numbers': `
      tests:
        - name: a
          events: [{}]
          expect: {alerts: [0, 1]}
                           ^^^^^^ "alerts" must be a number, or for sequences a list of lists of event numbers
    `,
    'more alerts than events that raise them': `
      tests:
        - name: a
          events: [{}, {}]
          expect: {alerts: 1, events: [0, 1]}
                                      ^^^^^^ "events" names 2 events, but "alerts" is 1
    `,
  });

  test('a file without tests, an empty one and one that is a list', () => {
    const messages = ['now: 2026-01-01', '', '- a'].map((text) =>
      parseTestFile(text).problems.map((one) => one.message),
    );
    expect(messages).toEqual([
      ['the file has no "tests"'],
      ['the file has no "tests"'],
      ['a test file must be a map of keys and values'],
    ]);
  });
});

describe('problems come with their remedy', () => {
  const fixed = (text: string): string => {
    const [problem] = parseTestFile(text).problems;
    return applyEdits(text, problem?.fix?.edits ?? []);
  };
  test('a key with a near one', () => {
    expect(fixed('tets: []\n')).toBe('tests: []\n');
    expect(parseTestFile('tets: []\n').problems[0]?.help).toBe('did you mean "tests"?');
  });
  test('a key with none: what there is', () => {
    expect(parseTestFile('completely_different: 1\n').problems[0]?.help).toBe(
      'the keys of a test file are tests, rule, now, defaults',
    );
  });
  test('a time stamp without quotes', () => {
    const text = 'tests:\n  - name: a\n    events:\n      - @timestamp: 2026-01-01\n    expect: alert\n';
    expect(fixed(text)).toBe(text.replace('@timestamp', '"@timestamp"'));
    expect(parseTestFile(fixed(text)).problems).toEqual([]);
  });
  test('alerts that are told by the events of a sequence', () => {
    const [problem] = parseTestFile(withExpectation('{alerts: 1, events: [0, 1]}')).problems;
    expect(problem?.help).toBe('for a sequence write {alerts: [[0, 1]]}');
  });
});

describe('expectations', () => {
  const rows: readonly (readonly [written: string, alerts: unknown, events: unknown])[] = [
    ['alert', 'some', undefined],
    ['no alert', 0, undefined],
    ['2', 2, undefined],
    ['0', 0, undefined],
    ['{alerts: 2}', 2, undefined],
    ['{alerts: 2, events: [0, 3]}', 2, [0, 3]],
    ['{events: [0, 3]}', 2, [0, 3]],
    [
      '{alerts: [[0, 1], [4, null, 5]]}',
      2,
      [
        [0, 1],
        [4, null, 5],
      ],
    ],
    ['{alerts: []}', 0, []],
  ];
  test.for(rows)('%s', ([written, alerts, events]) => {
    const { cases, problems } = parseTestFile(withExpectation(written));
    expect(problems).toEqual([]);
    expect(cases[0]?.expect).toMatchObject({ alerts });
    expect(cases[0]?.expect.events).toEqual(events);
  });
});

describe('todo', () => {
  const rows: readonly (readonly [written: string, todo: string | undefined])[] = [
    ['tune the window', 'tune the window'],
    ['true', 'to do'],
    ['false', undefined],
    ['3', '3'],
  ];
  test.for(rows)('%s', ([written, todo]) => {
    const { cases, problems } = parseTestFile(`${withExpectation('alert')}    todo: ${written}\n`);
    expect(problems).toEqual([]);
    expect(cases[0]?.todo).toBe(todo);
  });
});

test('JSON is read as well, aliases are followed', () => {
  const json = JSON.stringify({ tests: [{ name: 'a', events: [{ x: 1 }], expect: 'alert' }] });
  expect(parseTestFile(json)).toMatchObject({
    problems: [],
    cases: [{ name: 'a', events: [{ event: { x: 1 } }] }],
  });
  const aliases = 'defaults: &base {x: 1}\ntests:\n  - {name: a, events: [*base], expect: alert}\n';
  expect(parseTestFile(aliases)).toMatchObject({ problems: [], cases: [{ events: [{ event: { x: 1 } }] }] });
});

test('aliases that multiply are a problem, not a crash', () => {
  const levels = Array.from({ length: 9 }, (_, level) => {
    const alias = `*l${level}`;
    return `  l${level + 1}: &l${level + 1} [${Array.from({ length: 9 }, () => alias).join(', ')}]`;
  });
  const text = `defaults:\n  l0: &l0 [x, x]\n${levels.join('\n')}\ntests: []\n`;
  expect(parseTestFile(text).problems).toEqual([expect.objectContaining({ severity: 'error' })]);
});

test('any text: no throw, spans in the text', () => {
  const pieces = [
    'tests:',
    '- ',
    '\n',
    '  ',
    'name: a',
    'events:',
    '[',
    ']',
    '{',
    '}',
    'expect: alert',
    'alerts',
    ': ',
    '*a',
    '&a ',
    '@timestamp',
    '!!int x',
    '? ',
    '|',
    '>',
    '"',
    "'",
    '\t',
    '<<',
    '# c',
    '0',
    'null',
    '---',
    '...',
    '\0',
    '\u{1f600}',
  ];
  const text = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 3 })), { maxLength: 30 });
  fc.assert(
    fc.property(text, (parts) => {
      const written = parts.join('');
      for (const { span } of parseTestFile(written).problems) {
        expect(span.start).toBeLessThanOrEqual(span.end);
        expect(span.end).toBeLessThanOrEqual(written.length);
      }
    }),
    { numRuns: 2_000 },
  );
});

describe('keys that are not strings', () => {
  const inKeys = '? '.repeat(28);
  test.each([
    [`${inKeys}a`, 'a key of a test file must be a string'],
    [`tests: [{[a]: b, name: a, events: [{}], expect: alert}]`, 'a key of a case must be a string'],
    [`tests: [{name: a, events: [{? {b: c} : d}], expect: alert}]`, 'a key must be a string'],
    [`tests: [{name: a, events: [{? [[[a]]] : d}], expect: alert}]`, 'a key must be a string'],
    [`tests: []\n[a, b]: c`, 'a key of a test file must be a string'],
  ])('%j', (text, message) => {
    expect(parseTestFile(text).problems.map((problem) => problem.message)).toEqual([message]);
  });
});

describe('merge keys and aliases', () => {
  /** Returns the events of the only case, written after `defaults`. */
  const eventsOf = (event: string, before = ''): unknown => {
    const file = parseTestFile(`${before}\ntests:\n  - {name: a, events: [${event}], expect: alert}\n`);
    expect(file.problems).toEqual([]);
    return file.cases[0]?.events.map((one) => one.event);
  };
  const base = 'defaults: &base {x: 1, y: {z: 2}}';

  test.each([
    ['{<<: *base}', { x: 1, y: { z: 2 } }],
    ['{<<: *base, x: 3}', { x: 3, y: { z: 2 } }],
    ['{x: 3, <<: *base}', { x: 3, y: { z: 2 } }],
    ['{<<: [{x: 4}, *base], w: 5}', { w: 5, x: 4, y: { z: 2 } }],
    ['{y: {<<: *base}}', { y: { x: 1, y: { z: 2 } } }],
    ['{<<: {<<: *base, v: 6}}', { v: 6, x: 1, y: { z: 2 } }],
    ['{"<<": 1}', { '<<': 1 }],
    ['{__proto__: {a: 1}}', JSON.parse('{"__proto__": {"a": 1}}')],
    ['&e {x: 1}, *e', { x: 1 }],
  ])('%s', (event, expected) => {
    const events = eventsOf(event, base) as unknown[];
    for (const one of events) expect(one).toEqual(expected);
  });

  test('an anchor is that before the alias', () => {
    expect(eventsOf('&e {x: 1}, *e, &e {x: 2}, *e')).toEqual([{ x: 1 }, { x: 1 }, { x: 2 }, { x: 2 }]);
  });

  test('a case takes up keys of another one', () => {
    const text =
      'tests:\n  - &one {name: a, events: [{x: 1}], expect: alert}\n  - {<<: *one, name: b, expect: no alert}\n';
    expect(parseTestFile(text)).toMatchObject({
      problems: [],
      cases: [{ name: 'a' }, { name: 'b', events: [{ event: { x: 1 } }], expect: { alerts: 0 } }],
    });
  });

  const inCase = (event: string): string => `tests:\n  - {name: a, events: [${event}], expect: alert}\n`;
  test.each([
    [inCase('{<<: 1}'), '"<<" needs a map or a list of maps'],
    [inCase('{<<: [1]}'), '"<<" needs a map or a list of maps'],
    ['<<: 1\ntests: []', '"<<" needs a map or a list of maps'],
    [inCase('&a {<<: *a}'), 'cannot resolve the aliases in this value'],
    [inCase('&a {b: *a}'), 'cannot resolve the aliases in this value'],
    [inCase(`{a: ${'['.repeat(250)}${']'.repeat(250)}}`), 'the value is nested more than 200 levels deep'],
    [inCase('{x: 1, x: 2}'), 'not valid YAML: duplicate key in a map'],
  ])('%j', (text, message) => {
    expect(parseTestFile(text).problems.map((problem) => problem.message)).toEqual([message]);
  });

  test('maps that take each other up do not get too deep', () => {
    const levels = Array.from({ length: 300 }, (_, level) =>
      level === 0 ? '  l0: &l0 {k: 1}' : `  l${level}: &l${level} {k: {<<: *l${level - 1}}}`,
    );
    const { problems } = parseTestFile(`defaults:\n${levels.join('\n')}\ntests: []\n`);
    expect(problems.map(({ message }) => message)).toEqual(['the value is nested more than 200 levels deep']);
  });
});

test('what is nested more deeply than can be read is one problem', () => {
  for (const open of ['[', '{a: ', '- ', '? ', '- - '])
    expect(parseTestFile(open.repeat(20_000)).problems[0]?.message).toMatch(
      /^not valid YAML: collections are nested too deeply|must be a map/,
    );
});

test('many faults are not all listed', () => {
  expect(parseTestFile(`tests: "${'\\q'.repeat(1_000)}"`).problems.length).toBeLessThan(110);
});
