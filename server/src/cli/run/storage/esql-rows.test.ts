import { expect, test } from 'vitest';
import { prepareQuery } from '../../../evaluate/prepare/prepare-query.js';
import { startRule } from '../../../evaluate/run/run-rule.js';
import type { Storage } from '../../../evaluate/storage/storage.js';
import { spillingStorage } from './spilling-storage.js';

const events = Array.from({ length: 3_000 }, (_, index) => ({
  '@timestamp': new Date(1_767_225_600_000 + ((index * 7_919) % 3_000) * 1_000).toISOString(),
  rank: (index * 31) % 17,
  ...(index % 3 > 0 && { list: [`a${index % 7}`, 'b', 12345678901234567890n] }),
  ...(index % 5 > 0 && { address: `10.0.${index % 4}.${index % 251}` }),
}));

function run(query: string, storage?: Storage): unknown {
  const prepared = prepareQuery(query, 'esql', { fields: { address: 'ip' } });
  if (!prepared.ok) throw new Error(prepared.problems[0]?.message);
  const started = startRule<number>(prepared, { storage });
  for (const [index, event] of events.entries()) started.read(event, index);
  const { alerts, problem, warnings } = started.finish();
  return { alerts: alerts.slice(), problem, warnings };
}

test.each([
  'FROM * | SORT address DESC NULLS LAST, rank, @timestamp | KEEP address, list',
  'FROM * | SORT list, @timestamp DESC',
  'FROM * | SORT rank | LIMIT 20000 | KEEP rank, list',
  'FROM * | SORT rank | EVAL next = rank + 1 | SORT next DESC, address | KEEP next, @timestamp',
  'FROM * | SORT @timestamp | STATS one = FIRST(rank, @timestamp), n = COUNT(*) BY address',
  'FROM * | INLINE STATS most = MAX(rank) BY address | SORT most, rank, @timestamp | KEEP most, rank',
  'FROM *, (FROM * | WHERE rank == 3 | KEEP rank) | SORT rank | KEEP rank, address',
  'FROM * | FORK (WHERE rank == 1 | SORT @timestamp) (WHERE rank == 2) | KEEP rank, _fork',
])('the rows are the same as in memory: %s', (query) => {
  expect(run(query, spillingStorage({ budget: 20_000, pageBytes: 2_000 }))).toEqual(run(query));
});
