import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import type { Hit } from '../../evaluate/run/hit-store.js';
import { spillingStore } from './spilled-hits.js';

const hit = (number: number, milliseconds: number): Hit<number> => ({
  origin: number,
  number,
  time: { milliseconds, nanoseconds: 0 },
  tiebreaker: undefined,
  hits: { stages: [[[`ключ ${number}`, 12345678901234567890n, null]], []], until: [] },
});

// A separate folder, so that files of other processes do not matter.
const folder = mkdtempSync(join(tmpdir(), 'rulewright-test-'));
vi.stubEnv('TMPDIR', folder);
vi.stubEnv('TEMP', folder);
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

test('hits come back in order and whole, wherever they were kept; nothing stays on disk', () => {
  const hits = Array.from({ length: 1_000 }, (_, index) => hit(index, (index * 7919) % 1_000));
  for (const limit of [7, 300, 10_000]) {
    const store = spillingStore(limit);
    for (const one of hits) store.add(one);
    const sorted = [...store.sorted()];
    expect(sorted).toEqual([...hits].sort((a, b) => a.time!.milliseconds - b.time!.milliseconds));
    expect(readdirSync(folder)).toEqual([]);
  }
});
