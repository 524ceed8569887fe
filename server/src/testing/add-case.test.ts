import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../text/edits.js';
import { addCase, type WrittenCase } from './add-case.js';
import { parseTestFile } from './parse-test-file.js';

const short: WrittenCase = {
  name: 'exec nc',
  events: [{ '@timestamp': '2026-01-01T00:00:00Z', process: { name: 'nc' } }],
  expect: 'alert',
};
const item = (indent: string, name = 'exec nc') =>
  [
    `- name: ${name}`,
    '  events:',
    '    - {"@timestamp": 2026-01-01T00:00:00Z, process: {name: nc}}',
    '  expect: alert',
  ]
    .map((line) => indent + line)
    .join('\n');

/** Adds a case, and checks that it can be read back and that everything else is unchanged. */
function add(text: string, added = short): string {
  const found = addCase(text, added);
  if (!found.ok) return found.error;
  const after = applyEdits(text, [found.edit]);
  const file = parseTestFile(after);
  expect(file.problems).toEqual([]);
  const last = file.cases.at(-1)!;
  expect(last.events.map(({ event }) => event)).toEqual(added.events);
  expect(file.cases.length).toBe(parseTestFile(text).cases.length + 1);
  return after;
}

describe('a case is added', () => {
  it.each([
    ['to an empty file', '', `tests:\n${item('  ')}\n`],
    ['to a file of comments', '# later', `# later\ntests:\n${item('  ')}\n`],
    [
      'to a file without cases',
      'now: 2026-01-02T00:00:00Z\n',
      `now: 2026-01-02T00:00:00Z\ntests:\n${item('  ')}\n`,
    ],
    [
      'behind the last case and its comment',
      'tests:\n  - name: a\n    events: []\n    expect: alert # why\n\n# the end\n',
      `tests:\n  - name: a\n    events: []\n    expect: alert # why\n${item('  ')}\n\n# the end\n`,
    ],
    [
      'to a list without indentation, before other keys',
      'tests:\n- name: a\n  events: []\n  expect: 1\nnow: 2026-01-02T00:00:00Z\n',
      `tests:\n- name: a\n  events: []\n  expect: 1\n${item('')}\nnow: 2026-01-02T00:00:00Z\n`,
    ],
    [
      'to a file that does not end its line',
      'tests:\n  - {name: a, events: [], expect: 1}',
      `tests:\n  - {name: a, events: [], expect: 1}\n${item('  ')}\n`,
    ],
    [
      'under a free name',
      'tests:\n  - {name: exec nc, events: [], expect: 1}\n',
      `tests:\n  - {name: exec nc, events: [], expect: 1}\n${item('  ', 'exec nc (2)')}\n`,
    ],
  ])('%s', (_name, text, expected) => expect(add(text)).toBe(expected));

  it('in JSON, as JSON', () => {
    expect(JSON.parse(add('{"tests": []}')).tests).toEqual([short]);
    const pretty = '{\n  "tests": [\n    {"name": "a", "events": [], "expect": 1}\n  ]\n}\n';
    const after = add(pretty);
    expect(JSON.parse(after).tests[1]).toEqual(short);
    expect(after).toContain('\n    {\n      "name": "exec nc",\n');
  });

  it('with texts that have line breaks in one line', () => {
    const events = [{ ' ': ' \n;' }, { a: '\n \n', b: 'x\ny' }];
    expect(add('', { ...short, events }).split('\n')).toHaveLength(7);
  });

  it('with a long event over several lines', () => {
    const event = { process: { command_line: 'x'.repeat(90), args: ['a', '-b'] }, message: 'two\nlines' };
    expect(add('', { ...short, events: [event] })).toContain(
      '    events:\n      - process:\n          command_line: x',
    );
  });

  it.each([
    ['tests: [', 'not valid YAML'],
    ['- a', 'not a map'],
    ['tests: soon', 'not a list'],
  ])('not to %s', (text, error) => expect(add(text)).toContain(error));

  it('with a key that YAML takes for a merge', () => {
    for (const name of ['a', 'x'.repeat(100)])
      add('tests:\n  - {name: b, events: [], expect: 1}\n', {
        name: 'c',
        events: [{ '<<': name, process: { '<<': [1] } }],
        expect: 2,
      });
  });

  it.each([
    ['a no-break space', 'value\u00a0'],
    ['a byte order mark', 'value\ufeff'],
    ['a line separator', 'value\u2028'],
    ['a blank', 'value '],
    ['line breaks', 'one\ntwo\n\n\n'],
  ])('with a value that ends with %s', (_name, value) => {
    const long = 'x'.repeat(100);
    add('tests: []\n', { name: 'a', events: [{ value }], expect: 1 });
    add('', {
      name: 'a',
      events: [
        { long, value },
        { value, long },
      ],
      expect: 1,
    });
  });

  it('whatever the event holds', () => {
    const leaf = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.array(fc.string()),
      fc.string({ unit: 'binary' }),
    );
    const event = fc.dictionary(
      fc.string({ minLength: 1 }).filter((key) => key !== '__proto__'),
      leaf,
      { minKeys: 1 },
    );
    fc.assert(
      fc.property(
        fc.array(event, { minLength: 1, maxLength: 3 }),
        fc.string({ minLength: 1 }),
        (events, name) => {
          add('tests:\n  - {name: a, events: [], expect: 1}\n', { name, events, expect: 2 });
        },
      ),
      { numRuns: 200 },
    );
  });
});
