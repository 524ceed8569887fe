import { describe, expect, test } from 'vitest';
import { checkMatches } from '../../../../test/helpers/check-eql.js';
import { evaluateQuery } from '../evaluate.js';
import type { EvaluateOptions } from './prepare-query.js';

/** How mappings read values (docs/semantics/eql.md#types-and-fields). */

/** Runs a query that must be rejected, and returns the messages. */
function refusals(condition: string, options: EvaluateOptions, event: object = {}): string[] {
  const events = [event as Record<string, unknown>];
  const result = evaluateQuery({ language: 'eql', query: `any where ${condition}`, events, options });
  return result.kind === 'error' ? result.problems.map((problem) => problem.message) : [];
}

describe('keyword of ECS: values of more than 1024 characters are neither searchable nor present', () => {
  const events = {
    short: { process: { name: 'x'.repeat(1024) } },
    long: { process: { name: 'x'.repeat(1025) } },
    both: { process: { name: ['x'.repeat(1025), 'xy'] } },
  };
  checkMatches('process.name like "x*"', events, ['short', 'both'], {});
  checkMatches('process.name == null', events, ['long'], {});
  checkMatches('not process.name like "x*"', events, ['long'], {});
  checkMatches('length(process.name) > 0', events, ['short', 'both'], {});
  // An explicit mapping wins over ECS and has no length limit.
  checkMatches('process.name != null', events, ['short', 'long', 'both'], {
    fields: { 'process.name': 'keyword' },
  });
});

describe('wildcard of ECS: command lines of any length', () => {
  const events = { long: { process: { command_line: `sh -c ${'x'.repeat(5000)}` } } };
  checkMatches('process.command_line : "SH -C *"', events, ['long'], {});
  checkMatches('process.command_line regex "sh -c x+"', events, ['long'], {});
});

describe('keyword: numbers and booleans become text', () => {
  const events = { number: { f: 5 }, truth: { f: true }, text: { f: '5' } };
  const options = { fields: { f: 'keyword' } };
  checkMatches('f == "5"', events, ['number', 'text'], options);
  checkMatches('f == "true"', events, ['truth'], options);
  checkMatches('f < "6"', events, ['number', 'text'], options);
});

describe('long and double: strings become numbers', () => {
  const events = {
    whole: { n: '12' },
    fraction: { n: '12.7' },
    exponent: { n: '1.2e1' },
    hexadecimal: { n: '0xC' },
    words: { n: 'twelve' },
    truth: { n: true },
  };
  checkMatches('n == 12', events, ['whole', 'fraction', 'exponent'], { fields: { n: 'long' } });
  checkMatches('n == 12', events, ['whole', 'exponent'], { fields: { n: 'double' } });
  checkMatches('n != null', events, ['whole', 'fraction', 'exponent'], { fields: { n: 'double' } });
});

describe('keyword that is normalised to lower case', () => {
  const events = { upper: { f: 'CMD.exe' }, lower: { f: 'cmd.exe' } };
  const options = { fields: { f: 'keyword(normalizer=lowercase)' } };
  checkMatches('f == "CMD.EXE"', events, ['upper', 'lower'], options);
  checkMatches('f in ("Cmd.exe", "x")', events, ['upper', 'lower'], options);
  checkMatches('f like "CMD*"', events, ['upper', 'lower'], options);
  checkMatches('f regex "CMD.+"', events, ['upper', 'lower'], options);
  checkMatches('startsWith(f, "CMD")', events, ['upper', 'lower'], options);
  checkMatches('f >= "CMD"', events, ['upper', 'lower'], options);
  checkMatches('f < "D"', events, ['upper', 'lower'], options);
});

describe('constant_keyword and wildcard behave as keyword', () => {
  const events = { one: { c: 'prod', w: 'C:\\Temp' }, none: {} };
  const options = { fields: { c: 'constant_keyword', w: 'wildcard' } };
  checkMatches('c == "prod"', events, ['one'], options);
  checkMatches('c : "PR*"', events, ['one'], options);
  checkMatches('w == "C:\\\\Temp"', events, ['one'], options);
  checkMatches('w == "c:\\\\temp"', events, [], options);
  checkMatches('not w : "c:*"', events, ['none'], options);
});

describe('null_value stands for an explicit null, not for absence', () => {
  const events = {
    explicit: { f: null },
    inside: { f: [null, 'a'] },
    absent: {},
    empty: { f: [] },
    same: { f: 'none' },
  };
  const options = { fields: { f: { type: 'keyword', null_value: 'none' } } };
  checkMatches('f == "none"', events, ['explicit', 'inside', 'same'], options);
  checkMatches('f == null', events, ['absent', 'empty'], options);
  checkMatches('f == "a"', events, ['inside'], options);
  checkMatches('n == 0', { explicit: { n: null }, absent: {} }, ['explicit'], {
    fields: { n: { type: 'long', null_value: 0 } },
  });
});

describe('a field that is not indexed has no values', () => {
  const events = { kept: { event: { original: 'fox' } }, none: {} };
  checkMatches('event.original == "fox"', events, []);
  checkMatches('event.original != null', events, []);
  checkMatches('event.original : "f*"', events, ['kept'], { fields: { 'event.original': 'keyword' } });
});

describe('date_nanos is ordered by nanoseconds, date by milliseconds', () => {
  const events = {
    first: { t: '2026-01-01T00:00:00.123456788Z' },
    second: { t: '2026-01-01T00:00:00.123456789Z' },
    third: { t: '2026-01-01T00:00:00.123456790Z' },
  };
  const nanos = { fields: { t: 'date_nanos' } };
  checkMatches('t == "2026-01-01T00:00:00.123456789Z"', events, ['second'], nanos);
  checkMatches('t > "2026-01-01T00:00:00.123456789Z"', events, ['third'], nanos);
  checkMatches('t < "2026-01-01T00:00:00.123456789Z"', events, ['first'], nanos);
  checkMatches('t <= "2026-01-01T00:00:00.123456789Z"', events, ['first', 'second'], nanos);
  const millis = { fields: { t: 'date' } };
  checkMatches('t == "2026-01-01T00:00:00.123Z"', events, ['first', 'second', 'third'], millis);
  checkMatches('t > "2026-01-01T00:00:00.123Z"', events, [], millis);
  const three = {
    before: { t: '2026-01-01T00:00:00.122Z' },
    same: events.first,
    after: { t: '2026-01-01T00:00:00.124Z' },
  };
  const constant = '"2026-01-01T00:00:00.123456789Z"';
  checkMatches(`t == ${constant}`, three, ['same'], millis);
  checkMatches(`t > ${constant}`, three, ['after'], millis);
  checkMatches(`t >= ${constant}`, three, ['same', 'after'], millis);
  checkMatches(`t < ${constant}`, three, ['before'], millis);
  checkMatches(`t <= ${constant}`, three, ['before', 'same'], millis);
});

test('events with times of nanoseconds are ordered by them in results and sequences', () => {
  const events = [
    { t: '2026-01-01T00:00:00.000000003Z', kind: 'q' },
    { t: '2026-01-01T00:00:00.000000002Z', kind: 'p' },
  ];
  const run = (query: string, type: string) =>
    evaluateQuery({ language: 'eql', query, events, options: { timestampField: 't', fields: { t: type } } });
  const sequence = 'sequence [any where kind == "p"] [any where kind == "q"]';
  expect(run('any where true', 'date_nanos')).toEqual({ kind: 'events', matches: [1, 0] });
  expect(run(sequence, 'date_nanos')).toMatchObject({ matches: [{ events: [1, 0] }] });
  // As dates both have the same time, so the input order decides.
  expect(run('any where true', 'date')).toEqual({ kind: 'events', matches: [0, 1] });
  expect(run(sequence, 'date')).toMatchObject({ matches: [] });
});

describe('version is ordered by precedence, text that is none behind all versions', () => {
  const events = {
    small: { v: '1.5.0' },
    large: { v: '1.11.3' },
    snapshot: { v: '1.11.3-SNAPSHOT' },
    text: { v: 'main' },
  };
  const options = { fields: { v: 'version' } };
  checkMatches('v > "1.5.0"', events, ['large', 'snapshot', 'text'], options);
  checkMatches('v < "1.11.3"', events, ['small', 'snapshot'], options);
  checkMatches('v < "1.5.0"', events, [], options);
  checkMatches('v == "1.5.0"', events, ['small'], options);
  checkMatches('concat(v, "") == "1.11.3-SNAPSHOT"', events, ['snapshot'], options);
});

describe('flattened fields have no type that EQL knows', () => {
  const options = { fields: { f: 'flattened', 'f.own': 'keyword' } };
  test.each(['f', 'f.a', 'f.a.b'])('%s', (name) => {
    const message = `field [${name}] cannot be used: [f] is [flattened], which EQL does not support`;
    expect(refusals(`${name} == "x"`, options)).toEqual([message]);
    expect(refusals(`process.name == "x" and not startsWith(${name}, "x")`, options)).toEqual([message]);
  });
  // A field with its own mapping has its own type, and an optional field may be missing from the mapping.
  checkMatches('f.own == "x"', { one: { f: { own: 'x' } } }, ['one'], options);
  checkMatches('?f.a == "x"', { none: {} }, [], options);
});

describe('text is searchable through a keyword sub-field only', () => {
  const events = { one: { m: 'Hello World' } };
  const fields = { m: 'text', 'm.keyword': 'keyword' };
  checkMatches('m == "Hello World"', events, ['one'], { fields });
  checkMatches('m.keyword == "Hello World"', events, ['one'], { fields });
  checkMatches('m == "Hello"', events, [], { fields });
  test('without one it is refused', () => {
    expect(refusals('m == "x"', { fields: { m: 'text' } })).toEqual([expect.stringContaining('[text]')]);
  });
});

test('nested fields are refused', () => {
  const fields = { n: 'nested', 'n.a': 'keyword' };
  expect(refusals('n == "x"', { fields })).toHaveLength(1);
  expect(refusals('n.a == "x"', { fields })).toHaveLength(1);
});

test('types without values of their own are refused', () => {
  for (const type of ['geo_point', 'object', 'date_range'])
    expect(refusals('x == "a"', { fields: { x: type } }), type).toHaveLength(1);
});

test('join keys of dates are instants, whatever their form', () => {
  const events = [
    { '@timestamp': '2026-01-01T00:00:00Z', kind: 'p', d: '2026-01-01T00:00:00.000Z' },
    { '@timestamp': '2026-01-01T00:00:01Z', kind: 'q', d: Date.UTC(2026, 0, 1) },
  ];
  const run = (query: string) =>
    evaluateQuery({ language: 'eql', query, events, options: { fields: { d: 'date', kind: 'keyword' } } });
  const steps = '[any where kind == "p"] [any where kind == "q"]';
  expect(run(`sequence by d ${steps}`)).toMatchObject({ matches: [{ events: [0, 1] }] });
  expect(run(`sample by d ${steps}`)).toMatchObject({ matches: [{ joinKeys: [Date.UTC(2026, 0, 1)] }] });
});

test('join keys of addresses are equal in every spelling', () => {
  const events = [
    { '@timestamp': '2026-01-01T00:00:00Z', source: { ip: '2001:DB8::1' } },
    { '@timestamp': '2026-01-01T00:00:01Z', source: { ip: '2001:db8:0:0::1' } },
  ];
  const query = 'sequence by source.ip [any where true] [any where true]';
  expect(evaluateQuery({ language: 'eql', query, events })).toEqual({
    kind: 'sequences',
    matches: [{ joinKeys: ['2001:db8::1'], events: [0, 1] }],
  });
});
