import { expect, it } from 'vitest';
import { prepareQuery } from '../prepare/prepare-query.js';
import type { EventObject } from '../values/access.js';
import { nearMisses } from './near-misses.js';

const query =
  'process where process.name == "curl" and user.name == "root" and host.name == "web" and file.name == "x"';

function event(name: string, user: string, host: string, file = 'y'): EventObject {
  return {
    event: { category: 'process' },
    process: { name },
    user: { name: user },
    host: { name: host },
    file: { name: file },
  };
}

/** Returns the numbers of the nearest events with their number of failing clauses, and the first of these. */
function missesOf(
  text: string,
  events: readonly EventObject[],
  limits = { most: 5, candidates: 100 },
  language: 'eql' | 'esql' = 'eql',
): string[] {
  const prepared = prepareQuery(text, language, {});
  if (!prepared.ok) throw new Error(prepared.problems[0]?.message);
  const misses = nearMisses<number>(prepared, limits);
  for (const [index, one] of events.entries()) misses.offer(one, index);
  return misses.list().map(({ origin, failing, step, clause }) => {
    const where = step === undefined ? '' : ` of step ${step + 1}`;
    return `${origin} lacks ${failing}${where}: ${text.slice(clause.span.start, clause.span.end)}`;
  });
}

const events = [
  event('curl', 'root', 'web', 'x'),
  event('bash', 'eve', 'web'),
  event('curl', 'root', 'web'),
  event('curl', 'eve', 'web'),
  event('bash', 'eve', 'db'),
];

it('gives the nearest first, and neither what matches nor what is far from it', () => {
  expect(missesOf(query, events)).toEqual([
    '2 lacks 1: file.name == "x"',
    '3 lacks 2: user.name == "root"',
    '1 lacks 3: process.name == "curl"',
  ]);
});

it.each([
  [{ most: 1, candidates: 100 }, ['2 lacks 1: file.name == "x"']],
  [{ most: 5, candidates: 2 }, ['1 lacks 3: process.name == "curl"']],
])('keeps to its limits %o', (limits, expected) => {
  expect(missesOf(query, events, limits)).toEqual(expected);
});

it('takes of a sequence the step that an event comes nearest to', () => {
  const sequence = `sequence [${query}] [process where process.name == "wget"]`;
  expect(missesOf(sequence, [event('bash', 'eve', 'db')])).toEqual([
    '0 lacks 1 of step 2: process.name == "wget"',
  ]);
});

it('puts a row of ES|QL that is lost late before one that is lost early', () => {
  const text =
    'from * | where host.name == "web" | eval name = to_lower(process.name) | where name == "curl" and user.name == "root" | keep name';
  const misses = [event('bash', 'root', 'db'), event('CURL', 'eve', 'web'), event('bash', 'eve', 'web')];
  expect(missesOf(text, misses, { most: 5, candidates: 100 }, 'esql')).toEqual([
    '1 lacks 1: user.name == "root"',
    '2 lacks 2: name == "curl"',
    '0 lacks 3: host.name == "web"',
  ]);
});

it('judges an event of ES|QL in its group', () => {
  const text = 'from * | stats c = count(*) by host.name | where c >= 2 | keep host.name, c';
  const hosts = ['a', 'a', 'b'].map((name) => ({ host: { name } }));
  expect(missesOf(text, hosts, { most: 5, candidates: 100 }, 'esql')).toEqual(['2 lacks 1: c >= 2']);
  const most = 'from * | stats c = count(*) by host.name | where c < 2 | keep host.name, c';
  expect(missesOf(most, hosts, { most: 5, candidates: 100 }, 'esql')).toEqual([
    '0 lacks 1: c < 2',
    '1 lacks 1: c < 2',
  ]);
});
