import { describe, expect, test } from 'vitest';
import { ruleOf } from '../../../../test/helpers/check-tests.js';
import { evaluateQuery } from '../evaluate.js';
import { explainRaised } from '../explain/explain-raised.js';
import { explainSequence } from '../explain/explain-sequence.js';
import type { PreparedRule } from '../prepare/prepare-query.js';
import { prepareRule } from '../prepare/prepare-rule.js';
import { orSearchFailure } from '../prepare/search-failure.js';
import type { EventObject } from '../values/access.js';
import { startRule } from './run-rule.js';
import { startRules } from './run-rules.js';
import { findSamples } from './sample.js';

const list = (length: number, letter: string): string[] =>
  Array.from({ length }, (_, index) => `${letter}${index}`);

/** Returns an event with `length` values in each of three fields, and so `length` ** 3 combinations. */
const withArrays = (length: number, mark = ''): EventObject => ({
  '@timestamp': '2026-01-01T00:00:00Z',
  'event.category': 'process',
  'process.args': list(length, `a${mark}`),
  'user.roles': list(length, `r${mark}`),
  'host.name': list(length, `h${mark}`),
});

/** The same event each time, with 27 combinations. */
const shareArrays = withArrays(3);

const fields = '["process.args", "user.roles", "host.name"]';

function prepared(query: string, type: string, rest = ''): PreparedRule {
  const result = prepareRule(ruleOf(query, type, rest), { now: '2026-01-01T00:00:00Z' }, {});
  if (!result.ok) throw new Error(result.problems[0]?.message);
  return result;
}

const grouped: Readonly<Record<string, PreparedRule>> = {
  threshold: prepared('process.args: *', 'threshold', `[rule.threshold]\nfield = ${fields}\nvalue = 1`),
  'new terms': prepared(
    'process.args: *',
    'new_terms',
    `[rule.new_terms]\nfield = "new_terms_fields"\nvalue = ${fields}\n[[rule.new_terms.history_window_start]]\nfield = "history_window_start"\nvalue = "now-7d"`,
  ),
  sequence: prepared(
    'sequence by process.args, user.roles, host.name [process where true] [process where true]',
    'eql',
  ),
  sample: prepared(
    'sample by process.args, user.roles, host.name [process where true] [process where true]',
    'eql',
  ),
  script: prepared('process where length(process.args) + length(user.roles) + length(host.name) == 0', 'eql'),
};

describe('events whose arrays have too many combinations', () => {
  test.each(Object.entries(grouped))('%s: the rule fails at the event', (_, rule) => {
    const run = startRule<number>(rule);
    run.read(withArrays(2), 0);
    run.read(withArrays(100), 1);
    const { alerts, problem, failedAt } = run.finish();
    expect(problem).toMatchObject({ code: 'query-runtime', severity: 'error' });
    expect(problem?.message).toMatch(/more than 10000 combinations of values of .*process\.args.*host\.name/);
    expect(failedAt).toBe(1);
    expect(alerts.length).toBe(0);
  });

  test.each(Object.entries(grouped))('%s: other rules go on', (_, rule) => {
    const other = prepared('process.args: a1', 'query');
    const run = startRules<number>([rule, other], () => ({}));
    run.read(withArrays(100), 0);
    expect(run.finish().map(({ alerts }) => alerts.length)).toEqual([0, 1]);
  });

  test.each(['threshold', 'new terms', 'sequence'])('%s: the explanation says at which event', (name) => {
    const rule = grouped[name]!;
    const events = [withArrays(2), withArrays(100)];
    const explained = orSearchFailure(rule, events, () => [
      explainSequence(rule, events),
      explainRaised(rule, events),
    ]);
    expect(explained).toMatchObject({ failure: { problem: { code: 'query-runtime' }, failedAt: 1 } });
  });

  test('a thousand combinations are not too many', () => {
    const run = startRule<number>(grouped.threshold!);
    run.read(withArrays(10), 0);
    const { alerts, problem } = run.finish();
    expect(problem).toBeUndefined();
    expect(alerts.length).toBe(1_000);
  });

  test.each(['threshold', 'new terms', 'sequence', 'sample'])(
    '%s: the rule fails when events have more together than memory holds',
    (name) => {
      const run = startRule<number>(grouped[name]!);
      for (let index = 0; index < 400; index++) run.read(withArrays(20, `${index}-`), index);
      const { problem, failedAt } = run.finish();
      expect(problem?.message).toMatch(/the events have too many combinations of values of process\.args/);
      expect(failedAt).toBeLessThan(200);
    },
  );

  test.each(['threshold', 'new terms', 'sample'])('%s: any number of events may have some', (name) => {
    const run = startRule<number>(grouped[name]!);
    for (let index = 0; index < 20_000; index++) run.read(shareArrays, index);
    expect(run.finish().problem).toBeUndefined();
  });

  test('a script that finds its combination early holds', () => {
    const event = { 'event.category': 'process', a: list(200, 'x'), b: list(200, 'x') };
    const query = 'process where length(a) + length(b) == 4';
    expect(evaluateQuery({ language: 'eql', query, events: [event] })).toEqual({
      kind: 'events',
      matches: [0],
    });
  });
});

describe('a sequence with maxspan keeps what is in time', () => {
  const start = Date.parse('2026-01-01T00:00:00Z');
  const addressOf = (number: number): string => `10.${number >> 16}.${(number >> 8) & 255}.${number & 255}`;
  const withAddresses = (count: number, index: number): EventObject => ({
    '@timestamp': new Date(start + index * 1_000).toISOString(),
    'event.category': index % 2 === 0 ? 'process' : 'network',
    'host.ip': Array.from({ length: count }, (_, number) => addressOf((index >> 1) * count + number)),
  });

  test.each([
    ['events with a few addresses each', 17, 30_000, '[process where true] [network where true]'],
    ['events with many addresses each', 200, 3_000, '[process where true] [file where true]'],
    ['a missing event', 200, 3_000, '[process where true] ![network where true]'],
    [
      'a missing event between others',
      200,
      3_000,
      '[file where true] ![network where true] [file where true]',
    ],
  ])('%s', (_, addresses, count, steps) => {
    const rule = prepared(`sequence by host.ip with maxspan=1m ${steps}`, 'eql');
    const run = startRule<number>(rule, { order: 'given' });
    for (let index = 0; index < count; index++) run.read(withAddresses(addresses, index), index);
    expect(run.finish().problem).toBeUndefined();
  });

  test.each([
    ['partial matches', '[process where true] [file where true]'],
    ['missing events', '[file where true] ![network where true] [file where true]'],
    ['matches', '[process where true] [network where true]'],
  ])('in a long time there can be too many %s', (_, steps) => {
    const run = startRule<number>(prepared(`sequence by host.ip with maxspan=9d ${steps}`, 'eql'), {
      order: 'given',
    });
    for (let index = 0; index < 1_500; index++) run.read(withAddresses(2_000, index), index);
    const { problem, failedAt } = run.finish();
    expect(problem?.message).toContain('the events have too many combinations of values of host.ip');
    expect(failedAt).toBeLessThan(1_400);
  });
});

test('a sample that cannot be completed ends at once', () => {
  const hits = (events: readonly number[]) => events.map((event) => ({ event, keys: [] }));
  const many = hits(Array.from({ length: 400 }, (_, index) => index));
  const [one, two] = [hits([7]), hits([7, 8])];
  expect(findSamples([many, many, many, one, one], 1, 10)).toEqual([]);
  expect(findSamples([many, many, many, two, one], 2, 10)).toEqual([
    { keys: [], events: [0, 1, 2, 8, 7] },
    { keys: [], events: [0, 1, 3, 8, 7] },
  ]);
});
