import { describe, expect, test } from 'vitest';
import { checkKqlMatches } from '../../../../test/helpers/check-kql.js';
import { prepareQuery } from '../prepare/prepare-query.js';

/** Returns one event for each value of a field, named after it. */
function eventsOf(field: string, ...values: readonly unknown[]): Record<string, object> {
  return Object.fromEntries(values.map((value) => [JSON.stringify(value) ?? 'absent', { [field]: value }]));
}

type Table = readonly (readonly [query: string, ...matches: string[]])[];

function checkTable(events: Readonly<Record<string, object>>, table: Table): void {
  for (const [query, ...matches] of table) checkKqlMatches(query, events, matches);
}

describe('keyword: whole values, case counts', () => {
  checkTable(eventsOf('tag', 'Red', 'red', 'red car', ['blue', 'red'], 'r?d', 'r*d', null, ''), [
    ['tag: red', '"red"', '["blue","red"]'],
    ['tag: red car', '"red car"'],
    ['tag: r*', '"red"', '"red car"', '["blue","red"]', '"r?d"', '"r*d"'],
    ['tag: "r*d"', '"r*d"'],
    ['tag: r\\*d', '"r*d"'],
    ['tag: r?d', '"r?d"'],
    ['tag: r?*', '"r?d"'],
    ['tag: *d car', '"red car"'],
    ['tag: *', '"Red"', '"red"', '"red car"', '["blue","red"]', '"r?d"', '"r*d"', '""'],
    ['not tag: *', 'null'],
    ['tag: (red and blue)', '["blue","red"]'],
    ['tag: (red and not blue)', '"red"'],
    ['tag: (* and not (red or "red car" or r*))', '"Red"', '""'],
    ['not tag: (red or Red)', '"red car"', '"r?d"', '"r*d"', 'null', '""'],
    ['tag > "red"', '"red car"'],
  ]);
});

describe('normalised keyword: case does not count', () => {
  checkTable(eventsOf('lower', 'Red', 'red', 'blue'), [
    ['lower: RED', '"Red"', '"red"'],
    ['lower: R*', '"Red"', '"red"'],
  ]);
});

describe('wildcard: a pattern falls apart at blanks, a value does not', () => {
  checkTable(eventsOf('line', 'run -a', 'run', '-a', 'stop', 'Run'), [
    ['line: run -a', '"run -a"'],
    ['line: run -*', '"run"', '"-a"'],
    ['line: "run -*"'],
    ['line: *un*', '"run -a"', '"run"', '"Run"'],
  ]);
});

describe('text: words, case does not count', () => {
  const events = eventsOf(
    'note',
    'The quick Fox',
    'quick as a fox',
    ['the quick', 'fox'],
    'System.Net.WebClient -enc',
    "don't_stop 1,000 at 10:30",
    '東京 tower',
    null,
  );
  checkTable(events, [
    ['note: fox', '"The quick Fox"', '"quick as a fox"', '["the quick","fox"]'],
    ['note: red fox', '"The quick Fox"', '"quick as a fox"', '["the quick","fox"]'],
    ['note: "quick fox"', '"The quick Fox"'],
    ['note: "fox quick"'],
    ['note: "Quick, fox!"', '"The quick Fox"'],
    ['note: qui*', '"The quick Fox"', '"quick as a fox"', '["the quick","fox"]'],
    ['note: *net*client', '"System.Net.WebClient -enc"'],
    ['note: "net"'],
    ['note: "system.net.webclient"', '"System.Net.WebClient -enc"'],
    ['note: -enc', '"System.Net.WebClient -enc"'],
    ['note: "-"'],
    ['note: "1,000"', `"don't_stop 1,000 at 10:30"`],
    ['note: 10', `"don't_stop 1,000 at 10:30"`],
    ["note: don't_stop", `"don't_stop 1,000 at 10:30"`],
    ['note: "京"', '"東京 tower"'],
    ['note: *', ...Object.keys(events).slice(0, -1)],
    ['note > "tower"', '"東京 tower"'],
  ]);
});

describe('words of script blocks hold hyphens and no dots', () => {
  const events = eventsOf(
    'powershell.file.script_block_text',
    '(New-Object System.Net.WebClient)',
    'powershell -enc AAA',
  );
  checkTable(events, [
    ['powershell.file.script_block_text: "Net.WebClient"', '"(New-Object System.Net.WebClient)"'],
    ['powershell.file.script_block_text: "new-object"', '"(New-Object System.Net.WebClient)"'],
    ['powershell.file.script_block_text: object'],
    ['powershell.file.script_block_text: "-enc"', '"powershell -enc AAA"'],
    ['powershell.file.script_block_text: enc'],
    ['powershell.file.script_block_text: *enc*', '"powershell -enc AAA"'],
  ]);
});

describe('addresses', () => {
  checkTable(eventsOf('address', '10.1.2.3', ['192.0.2.1', '10.9.9.9'], '2001:db8:0:0:0:0:0:1', 'nonsense'), [
    ['address: 10.0.0.0/8', '"10.1.2.3"', '["192.0.2.1","10.9.9.9"]'],
    ['address: "2001:db8::1"', '"2001:db8:0:0:0:0:0:1"'],
    ['address >= 10.5.0.0 and address < 11.0.0.0', '["192.0.2.1","10.9.9.9"]'],
    ['not address: *', '"nonsense"'],
  ]);
});

describe('numbers and booleans', () => {
  checkTable(
    {
      one: { count: 1, share: 0.5, flag: true },
      text: { count: '1', share: '0.50', flag: 'true' },
      many: { count: [1, 6], flag: [true, false] },
      none: {},
    },
    [
      ['count: 1', 'one', 'text', 'many'],
      ['count: "1.0"', 'one', 'text', 'many'],
      ['count > 5 and count < 3', 'many'],
      ['count <= 1', 'one', 'text', 'many'],
      ['share: .5', 'one', 'text'],
      ['flag: true', 'one', 'text', 'many'],
      ['flag: "false"', 'many'],
      ['not flag: false', 'one', 'text', 'none'],
    ],
  );
});

describe('dates round by what is missing', () => {
  checkTable(
    eventsOf('seen', '2026-03-09T23:59:59.999Z', '2026-03-10T00:00:00Z', '2026-03-11', 1773100800000),
    [
      ['seen: 2026-03-10', '"2026-03-10T00:00:00Z"', '1773100800000'],
      ['seen > 2026-03-10', '"2026-03-11"'],
      ['seen >= 2026-03-10', '"2026-03-10T00:00:00Z"', '"2026-03-11"', '1773100800000'],
      ['seen < 2026-03-10', '"2026-03-09T23:59:59.999Z"'],
      ['seen <= 2026-03-10', '"2026-03-09T23:59:59.999Z"', '"2026-03-10T00:00:00Z"', '1773100800000'],
      ['seen >= now-1d/d and seen < now/d', '"2026-03-09T23:59:59.999Z"'],
      ['seen: 1773100800000', '"2026-03-10T00:00:00Z"', '1773100800000'],
    ],
  );
});

describe('nested objects are asked one by one', () => {
  checkTable(
    {
      together: { parts: [{ kind: 'a', size: 1 }, { kind: 'b' }] },
      apart: { parts: [{ kind: 'a' }, { kind: 'b', size: 1 }] },
      dotted: { 'parts.inner': [{ kind: 'z' }], 'other.kind': 'a', 'other.size': 1 },
      none: {},
    },
    [
      ['parts: { kind: a and size: 1 }', 'together'],
      ['not parts: { kind: a and size: 1 }', 'apart', 'dotted', 'none'],
      ['parts: { not kind: a }', 'together', 'apart', 'dotted'],
      ['parts: { inner: { kind: z } }', 'dotted'],
      ['other: { kind: a and size: 1 }', 'dotted'],
      ['parts: { s*: 1 }', 'together', 'apart'],
    ],
  );
});

describe('an object is there when anything below it is', () => {
  checkTable(
    {
      nested: { acme: { part: { name: 'x' } } },
      dotted: { 'acme.part.name': 'x' },
      list: { acme: [{ part: [{ name: null }, { name: ['x'] }] }] },
      empty: { acme: { part: {} } },
      nulls: { acme: { part: { name: null } } },
      value: { acme: { part: 'x' } },
    },
    [
      ['acme.part: *', 'nested', 'dotted', 'list', 'value'],
      ['not acme.part: *', 'empty', 'nulls'],
      ['acme.part: x', 'value'],
      ['source: *'],
    ],
  );
});

describe('flattened fields hold keywords', () => {
  checkTable({ deep: { labels: { a: { b: 'X' }, n: 5 } }, other: { labels: { a: 'x' } } }, [
    ['labels.a.b: X', 'deep'],
    ['labels.a: x', 'other'],
    ['labels.n: 5', 'deep'],
    ['labels: X', 'deep'],
    ['labels: *', 'deep', 'other'],
  ]);
});

describe('patterns of field names, and no field', () => {
  checkTable(
    {
      tag: { tag: 'fox' },
      note: { note: 'a fox' },
      sub: { 'vendor.code': 'fox', vendor: { number: 7 } },
      command: { process: { command_line: '/bin/fox -v' } },
      nested: { parts: [{ kind: 'fox' }] },
    },
    [
      ['fox', 'tag', 'note', 'sub', 'command'],
      ['"a fox"', 'note'],
      ['FOX', 'note', 'command'],
      ['fo*', 'tag', 'note', 'sub', 'command'],
      ['7', 'sub'],
      ['vendor.*: fox', 'sub'],
      ['vendor.*: 7', 'sub'],
      ['*.code: *', 'sub'],
      ['*.kind: fox', 'nested'],
      ['vendor.* > 6', 'sub'],
      ['not fox', 'nested'],
      ['process.*: fox', 'command'],
      ['*', 'tag', 'note', 'sub', 'command', 'nested'],
      ['*: *', 'tag', 'note', 'sub', 'command', 'nested'],
      ['not *'],
      ['', 'tag', 'note', 'sub', 'command', 'nested'],
    ],
  );
});

describe('a value without a field is not looked for in nested objects of ECS', () => {
  const events = {
    nested: { threat: { enrichments: [{ indicator: { name: 'fox' } }] } },
    beside: { 'threat.indicator.name': 'fox' },
  };
  checkKqlMatches('fox', events, ['beside'], {});
  checkKqlMatches('"fox"', events, ['beside'], {});
  checkKqlMatches('fo*', events, ['beside'], {});
});

describe('a pattern without a field is searched for word by word', () => {
  checkTable(
    {
      first: { tag: 'fox' },
      second: { tag: 'badger' },
      both: { tag: 'fox badger' },
      number: { 'process.pid': 7 },
      word: { 'vendor.code': 'den' },
      none: { tag: 'a fox', 'vendor.code': 'a den', 'process.pid': 77 },
    },
    [
      ['fo* ba*', 'first', 'second', 'both'],
      ['fo* 7', 'first', 'both', 'number'],
      ['den 7*', 'word'],
      ['tag: fo* ba*', 'both'],
      ['*: fo* ba*', 'both'],
      ['not fo* ba*', 'number', 'word', 'none'],
    ],
  );
});

describe('a field that is not indexed is in no answer', () => {
  checkTable({ kept: { event: { original: 'fox' } }, indexed: { 'event.action': 'fox' } }, [
    ['event.original: fox'],
    ['event.original: *'],
    ['not event.original: *', 'kept', 'indexed'],
    ['event.*: fox', 'indexed'],
    ['fox', 'indexed'],
  ]);
});

describe('multi-fields read the field that they index', () => {
  checkTable({ known: { 'process.name': 'Fox Hunt' }, vendor: { 'vendor.title': 'Fox Hunt' } }, [
    ['process.name.text: hunt', 'known'],
    ['process.name.caseless: "fox hunt"', 'known'],
    ['vendor.title.text: HUNT', 'vendor'],
    ['vendor.title.caseless: FOX*', 'vendor'],
  ]);
});

describe('fields of no known type', () => {
  checkTable(
    {
      text: { 'a.b': 'true' },
      boolean: { 'a.b': true },
      number: { 'a.b': 1 },
      address: { 'a.b': '10.1.1.1' },
    },
    [
      ['a.b: true', 'text', 'boolean'],
      ['a.b: 1.0', 'number'],
      ['a.b: 10.0.0.0/8', 'address'],
      ['a.b < 2', 'number', 'address'],
      ['a.b: 1*', 'address'],
    ],
  );
});

describe('what Kibana refuses with the types of fields is not run', () => {
  const refused: Readonly<Record<string, string>> = {
    'process.parent: { name: x }': '"process.parent" is not a nested field but [object]',
    'process.name: { x: y }': '"process.name" is not a nested field but [keyword]',
    'process.pid: abc': 'pid',
  };
  for (const [query, message] of Object.entries(refused))
    test(query, () => {
      const prepared = prepareQuery(query, 'kuery', {});
      expect(!prepared.ok && prepared.problems[0]?.message).toContain(message);
    });

  test('but a field that the caller calls nested is', () => {
    const fields = { 'process.parent': 'nested' };
    expect(prepareQuery('process.parent: { name: x }', 'kuery', { fields }).ok).toBe(true);
  });
});
