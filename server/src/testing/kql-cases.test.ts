import { describe, expect, test } from 'vitest';
import { ruleOf, testFileOf } from '../../../test/helpers/check-tests.js';
import { type CaseOutcome, runTestFile } from './run-test-file.js';

function run(query: string, events: string, type = 'query', rest = ''): CaseOutcome {
  const file = testFileOf(`tests:\n  - name: one\n    events: ${events}\n    expect: alert\n`);
  const [outcome] = runTestFile(ruleOf(query, type, rest), file, () => ({ ok: false, error: 'no files' }));
  return outcome!;
}

describe('a failure of a rule in KQL names the value that decided and the clause', () => {
  const table: readonly (readonly [query: string, events: string, reason: string, clause: string])[] = [
    ['process.name: cat', '[{}]', 'process.name is missing', 'process.name: cat'],
    [
      'event.type: start and process.name: (cat or c*t)',
      '[{event.type: start, process.name: Cat}]',
      'process.name is "Cat", which differs only in case',
      'process.name: (cat or c*t)',
    ],
    [
      'process.name: "c*t"',
      '[{process.name: cat}]',
      'process.name is "cat"; "c*t" is compared literally here, in quotes, * is not a wildcard',
      'process.name: "c*t"',
    ],
    [
      'process.name: c?t',
      '[{process.name: cat}]',
      'process.name is "cat"; "c?t" is compared literally here, ? is not a wildcard',
      'process.name: c?t',
    ],
    [
      'message: "hot dog"',
      '[{message: a dog that is hot}]',
      'message is "a dog that is hot", which has the words, but not next to each other in this order',
      'message: "hot dog"',
    ],
    [
      'message: client',
      '[{message: new WebClient}]',
      'message is "new WebClient", which has "client" only inside the longer word "webclient"',
      'message: client',
    ],
    [
      'not user.name: (root or admin*)',
      '[{user.name: administrator}]',
      'user.name is "administrator", which is excluded',
      'not user.name: (root or admin*)',
    ],
    [
      'acme.parts: { kind: a and size > 3 }',
      '[{acme.parts: [{kind: b, size: 1}, {kind: a, size: 2}]}]',
      'acme.parts.size is 2',
      'size > 3',
    ],
    ['acme.*: cat', '[{acme.name: dog}]', 'no field acme.* has it', 'acme.*: cat'],
    ['cat', '[{acme.name: Cat}]', 'acme.name is "Cat", which differs only in case', 'cat'],
    [
      'process.name: c*?t',
      '[{process.name: Cz?t}]',
      'process.name is "Cz?t", which differs only in case',
      'process.name: c*?t',
    ],
  ];
  test.each(table)('%s', (query, events, reason, clause) => {
    const { status, message } = run(query, events);
    expect({ status, message }).toEqual({
      status: 'failed',
      message: `${reason}, so event 0 does not match: ${clause}; expected at least one alert, got no alert`,
    });
  });
});

describe('date math counts from the later of now and the last event', () => {
  const table: readonly (readonly [query: string, events: string, status: string])[] = [
    ['event.created >= now-1h', '[{at: 0s, event.created: 2025-12-31T23:30:00Z}]', 'passed'],
    ['event.created >= now-1h', '[{at: 2h, event.created: 2025-12-31T23:30:00Z}]', 'failed'],
  ];
  test.each(table)('%s on %s', (query, events, status) => expect(run(query, events).status).toBe(status));
});

test('a failure of a threshold rule says what the nearest group lacks', () => {
  const threshold = '[rule.threshold]\nfield = ["host.id"]\nvalue = 3';
  const events = '[{host.id: a, user.name: u}, {host.id: b, user.name: u}, {host.id: b, user.name: u}]';
  expect(run('user.name: u', events, 'threshold', threshold)).toMatchObject({
    status: 'failed',
    message: '2 of 3 events for host.id="b"; needs 3; expected at least one alert, got no alert',
    explanation: ['✗ 2 of 3 events for host.id="b"; needs 3', '✗ 1 of 3 events for host.id="a"; needs 3'],
  });
});

test('a threshold rule none of whose events matches is explained by the event that comes nearest', () => {
  const threshold = '[rule.threshold]\nfield = ["host.id"]\nvalue = 2';
  expect(run('user.name: u', '[{host.id: a, user.name: U}]', 'threshold', threshold).message).toBe(
    'user.name is "U", which differs only in case, so event 0 does not match: user.name: u; expected at least one alert, got no alert',
  );
});

test('a query that the types of fields forbid is an error, at the place', () => {
  expect(run('source.ip: 10.*', '[{source.ip: 10.0.0.1}]')).toMatchObject({
    status: 'error',
    message: expect.stringContaining('does not support wildcards'),
    clause: { start: 11, end: 15 },
  });
});
