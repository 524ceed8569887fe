import { expect, test } from 'vitest';
import type { PreparedRule } from '../prepare/prepare-query.js';
import { prepareQuery } from '../prepare/prepare-query.js';
import { memoryStorage } from '../storage/memory-storage.js';
import { type Sorter, StorageError } from '../storage/storage.js';
import { startRule } from './run-rule.js';
import { startRules } from './run-rules.js';

function prepared(query: string): PreparedRule {
  const rule = prepareQuery(query, 'eql', {});
  if (!rule.ok) throw new Error(rule.problems[0]?.message);
  return rule;
}

const event = {
  '@timestamp': '2026-01-01T00:00:00Z',
  event: { category: 'process' },
  process: { name: 'a' },
};

/** A rule with a bug. */
function broken(query: string): PreparedRule {
  const rule = prepared(query);
  if (rule.planned.kind !== 'event') throw new Error('not an event query');
  const matches = (): boolean => {
    throw new RangeError('too deep');
  };
  return { ...rule, planned: { ...rule.planned, filter: { ...rule.planned.filter, matches } } };
}

test('a bug in one rule is a problem of that rule; the others go on', () => {
  const run = startRules<number>([broken('any where true'), prepared('any where true')], () => ({}));
  run.read(event, 0);
  run.read(event, 1);
  const [first, second] = run.finish();
  expect(first).toMatchObject({
    problem: { code: 'internal-error', severity: 'error', message: 'internal error: too deep' },
    failedAt: 0,
  });
  expect(second?.alerts.length).toBe(2);
});

test('events that cannot be kept for sorting are a problem, not an answer', () => {
  const sequence = prepared('sequence [any where true] [any where true]');
  const full = (): never => {
    throw new StorageError('no space left on the disk');
  };
  const sorters: Sorter<never>[] = [
    { add: full, sorted: () => [] },
    { add: () => {}, sorted: full },
  ];
  for (const sorter of sorters) {
    const storage = { ...memoryStorage, sorter: () => sorter };
    const run = startRule<number>(sequence, { order: 'sorted', storage });
    run.read(event, 0);
    expect(run.finish()).toMatchObject({
      alerts: { length: 0 },
      problem: {
        code: 'query-runtime',
        severity: 'error',
        message: 'cannot use a temporary file: no space left on the disk',
      },
      failedAt: undefined,
    });
  }
});
