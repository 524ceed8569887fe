import { describe, expect, test } from 'vitest';
import { checkMatches } from '../../../test/helpers/check-eql.js';
import { evaluateQuery } from './evaluate.js';

/**
 * The rule of docs/semantics/eql.md#evaluation: how a condition on a field, its negation and a script treat
 * missing and multiple values.
 */
describe('query leaves and script leaves', () => {
  const events = {
    cmd: { process: { name: 'cmd.exe' } },
    other: { 'process.name': 'bash' },
    many: { process: { name: ['cmd.exe', 'bash'] } },
    none: { process: {} },
    nulls: { process: { name: [null] } },
  };
  checkMatches('process.name == "cmd.exe"', events, ['cmd', 'many']);
  checkMatches('process.name != "cmd.exe"', events, ['other', 'none', 'nulls']);
  checkMatches('not process.name : "CMD*"', events, ['other', 'none', 'nulls']);
  checkMatches('process.name not in ("cmd.exe")', events, ['other', 'none', 'nulls']);
  checkMatches('not startsWith(process.name, "cmd")', events, ['other', 'none', 'nulls']);
  checkMatches('process.name == null', events, ['none', 'nulls']);
  checkMatches('process.name != null', events, ['cmd', 'other', 'many']);
  checkMatches('not (length(process.name) > 5)', events, ['other', 'none', 'nulls']);
  checkMatches('null == length(process.name)', events, ['none', 'nulls']);
  checkMatches('process.name == "cmd.exe" and process.name == "bash"', events, ['many']);
  checkMatches('concat(process.name, process.name) == "bashcmd.exe"', events, ['many']);
  checkMatches('startsWith(process.name, "cmd") == false', events, ['other', 'none', 'nulls']);
  // This side is null, and the other is not.
  checkMatches('?no.such.field != "a"', events, ['cmd', 'other', 'many', 'none', 'nulls']);
  checkMatches('not ?no.such.field == "a"', events, ['cmd', 'other', 'many', 'none', 'nulls']);
  checkMatches('?no.such.field == ?no.other.field', events, ['cmd', 'other', 'many', 'none', 'nulls']);
  checkMatches('?no.such.field != ?no.other.field', events, []);
  checkMatches('not ?no.such.field : "a"', events, []);
  checkMatches('?no.such.field : "a" or process.name == "bash"', events, ['other', 'many']);
  checkMatches('not (?no.such.field : "a" or process.name == "bash")', events, ['cmd', 'none', 'nulls']);
  checkMatches('not (?no.such.field : "a" and process.name == "bash")', events, []);
  checkMatches('?no.such.field == null', events, ['cmd', 'other', 'many', 'none', 'nulls']);
});

describe('ranges are complemented, not rewritten', () => {
  const events = {
    low: { process: { pid: 1 } },
    high: { process: { pid: 9 } },
    both: { process: { pid: [1, 9] } },
    none: {},
  };
  checkMatches('process.pid > 5', events, ['high', 'both']);
  checkMatches('not (process.pid > 5)', events, ['low', 'none']);
  checkMatches('5 < process.pid', events, ['high', 'both']);
  checkMatches('process.pid / 2 == 4', events, ['high', 'both']);
  checkMatches('process.pid % 2 == 1', events, ['low', 'high', 'both']);
  checkMatches('process.pid == 9.0', events, ['high', 'both']);
});

describe('case and wildcards', () => {
  const events = {
    exact: { process: { name: 'a*b' } },
    lower: { process: { name: 'axxb' } },
    upper: { process: { name: 'AXXB' } },
    lines: { process: { name: 'a\nb' } },
    face: { process: { name: 'a😀b' } },
  };
  checkMatches('process.name == "a*b"', events, ['exact']);
  checkMatches('process.name in ("a*b")', events, ['exact']);
  checkMatches('process.name : "a*b"', events, ['exact', 'lower', 'upper', 'lines', 'face']);
  checkMatches('process.name like "a*b"', events, ['exact', 'lower', 'lines', 'face']);
  checkMatches('process.name like "a?b"', events, ['exact', 'lines', 'face']);
  checkMatches('process.name regex "a.b"', events, ['exact', 'lines', 'face']);
  checkMatches('process.name regex~ "a[x]+b"', events, ['lower', 'upper']);
  checkMatches('process.name regex "x+"', events, []);
  checkMatches('process.name in~ ("AXXB")', events, ['lower', 'upper']);
});

describe('Lucene regular expressions', () => {
  const events = {
    n7: { process: { name: '7' } },
    n42: { process: { name: '42' } },
    word: { process: { name: 'abc' } },
    empty: { process: { name: '' } },
  };
  checkMatches('process.name regex "<1-10>"', events, ['n7']);
  checkMatches('process.name regex "~(abc)"', events, ['n7', 'n42', 'empty']);
  checkMatches('process.name regex ".*&[a-z]+"', events, ['word']);
  checkMatches('process.name regex "@"', events, ['n7', 'n42', 'word', 'empty']);
  checkMatches('process.name regex "\\\\d{1,2}"', events, ['n7', 'n42']);
  checkMatches('process.name regex ("a.c", "4.")', events, ['n42', 'word']);
});

describe('addresses, dates and versions', () => {
  const events = {
    inside: { source: { ip: '10.1.2.3' }, '@timestamp': '2026-01-02T03:04:05.678Z' },
    outside: { source: { ip: '192.168.0.1' }, '@timestamp': '2026-02-01T00:00:00Z' },
    six: { source: { ip: '2001:db8::1' }, '@timestamp': 1_767_225_600_000 },
  };
  const options = { fields: { 'source.ip': 'ip', '@timestamp': 'date' } };
  checkMatches('cidrMatch(source.ip, "10.9.9.9/8")', events, ['inside'], options);
  checkMatches(
    'cidrMatch(source.ip, "2001:db8::/32", "192.168.0.0/16")',
    events,
    ['six', 'outside'],
    options,
  );
  checkMatches('source.ip == "2001:0db8:0:0::1"', events, ['six'], options);
  checkMatches('source.ip < "11.0.0.0"', events, ['inside'], options);
  checkMatches('@timestamp == "2026-01"', events, ['six'], options);
  checkMatches('@timestamp > "2026-01-01"', events, ['inside', 'outside'], options);
  checkMatches('@timestamp >= "2026-01-01"', events, ['six', 'inside', 'outside'], options);
  checkMatches('@timestamp == 1767225600000', events, ['six'], options);
  checkMatches('concat(source.ip, "!") == "10.1.2.3!"', events, ['inside'], options);
  const versions = {
    old: { v: '1.9.0' },
    rc: { v: '1.10.0-rc1' },
    now: { v: '1.10.0' },
    text: { v: 'main' },
  };
  checkMatches('v >= "1.10.0-rc1"', versions, ['rc', 'now', 'text'], { fields: { v: 'version' } });
});

describe('events are objects with nested or dotted keys', () => {
  const events = {
    nested: { a: { b: { c: 1 } } },
    dotted: { 'a.b.c': 1 },
    mixed: { a: { 'b.c': 1 } },
    list: { a: [{ b: { c: 2 } }, { 'b.c': 1 }] },
    proto: { a: { constructor: 1 } },
  };
  checkMatches('a.b.c == 1', events, ['nested', 'dotted', 'mixed', 'list'], {});
  checkMatches('?constructor.name != null', events, [], {});
});

test('searches that fail give the reason and its place', () => {
  const table: Readonly<Record<string, string>> = {
    'any where 1 / process.pid == 0': 'division by zero',
    'any where number(process.name) == 1': 'cannot read "x"',
  };
  for (const [query, message] of Object.entries(table)) {
    const result = evaluateQuery({ language: 'eql', query, events: [{ process: { pid: 0, name: 'x' } }] });
    expect(result).toMatchObject({ kind: 'error', problems: [{ code: 'query-runtime', severity: 'error' }] });
    expect(result.kind === 'error' && result.problems[0]?.message).toContain(message);
  }
});

test('results are ascending in time; size keeps the latest unless told otherwise', () => {
  const events = [3, 1, 2].map((second) => ({ '@timestamp': `2026-01-01T00:00:0${second}Z` }));
  const run = (query: string, options = {}) => evaluateQuery({ language: 'eql', query, events, options });
  expect(run('any where true')).toEqual({ kind: 'events', matches: [1, 2, 0] });
  expect(run('any where true', { size: 2 })).toEqual({ kind: 'events', matches: [2, 0] });
  expect(run('any where true', { size: 2, resultPosition: 'head' })).toEqual({
    kind: 'events',
    matches: [1, 2],
  });
  expect(run('any where true | head 2 | tail 1')).toEqual({ kind: 'events', matches: [2] });
});
